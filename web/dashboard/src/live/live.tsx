import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';

import { applyEvent } from './cache';
import { renew } from './renew';
import { Stream, type EventOf, type EventType, type LiveState, type PlatformFrame, type PlatformTopic, type ServerEvent } from './stream';

class Bus<T> {
  readonly #listeners = new Set<(value: T) => void>();
  tell(value: T): void {
    this.#listeners.forEach((listener) => listener(value));
  }
  listen(listener: (value: T) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** What the shown components want to follow, each topic once. */
class Follows {
  readonly #counts = new Map<PlatformTopic, number>();
  #stream: Stream | null = null;
  attach(stream: Stream | null): void {
    this.#stream = stream;
    if (this.#counts.size > 0) this.#tell();
  }
  add(topic: PlatformTopic): () => void {
    this.#change(topic, 1);
    return () => this.#change(topic, -1);
  }
  #change(topic: PlatformTopic, by: number): void {
    const count = (this.#counts.get(topic) ?? 0) + by;
    if (count > 0) this.#counts.set(topic, count);
    else this.#counts.delete(topic);
    this.#tell();
  }
  #tell(): void {
    this.#stream?.follow([...this.#counts.keys()]);
  }
}

interface Live {
  state: LiveState;
  events: Bus<ServerEvent>;
  platform: Bus<PlatformFrame>;
  follows: Follows;
}

const Context = createContext<Live | null>(null);

/** Holds the one stream of this tab. Inside it a log-in is known. `closed`: there is none yet, as the server would refuse it. */
export function LiveProvider({ closed = false, children }: { closed?: boolean; children: ReactNode }) {
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>('reconnecting');
  const buses = useMemo(() => ({ events: new Bus<ServerEvent>(), platform: new Bus<PlatformFrame>(), follows: new Follows() }), []);
  useEffect(() => {
    if (closed) return;
    const stream = new Stream({
      state: (next) => {
        // What was loaded before may be older than the stream's beginning.
        if (next === 'connected') renew(client, false);
        setState(next);
      },
      event: (event) => {
        applyEvent(client, event);
        buses.events.tell(event);
      },
      platform: (frame) => buses.platform.tell(frame),
      resync: () => renew(client, true),
    });
    buses.follows.attach(stream);
    return () => {
      buses.follows.attach(null);
      stream.close();
    };
  }, [client, buses, closed]);
  const live = useMemo(() => ({ state, ...buses }), [state, buses]);
  return <Context value={live}>{children}</Context>;
}

function useLive(): Live {
  const live = useContext(Context);
  if (!live) throw new Error('outside LiveProvider');
  return live;
}

/** Whether what the page shows is live. */
export function useLiveState(): LiveState {
  return useLive().state;
}

/** Calls `handle` for every event of the type while the component is shown. */
export function useEvent<T extends EventType>(type: T, handle: (event: EventOf<T>) => void): void {
  const { events } = useLive();
  const latest = useRef(handle);
  useEffect(() => {
    latest.current = handle;
  });
  useEffect(() => events.listen((event) => event.type === type && latest.current(event as EventOf<T>)), [events, type]);
}

/** The console's: the actor tree at first, then its changes. */
export function usePlatformFrame(handle: (frame: PlatformFrame) => void): void {
  const { platform } = useLive();
  const latest = useRef(handle);
  useEffect(() => {
    latest.current = handle;
  });
  useEffect(() => platform.listen((frame) => latest.current(frame)), [platform]);
}

/** The console's: asks for frames that are only sent on request, while the component is shown. */
export function useFollow(topic: PlatformTopic): void {
  const { follows } = useLive();
  useEffect(() => follows.add(topic), [follows, topic]);
}
