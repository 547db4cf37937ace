// What a person sees: our own plain messenger. About 300 elements, as the memory figures assume (engine facts §2).
import type { Mailbox } from './mailbox';
import type { Session } from './session';

const ROWS = 60;

function element(kind: string, parent: Element, className: string): HTMLElement {
  const made = document.createElement(kind);
  made.className = className;
  parent.appendChild(made);
  return made;
}

interface Row {
  box: HTMLElement;
  mark: HTMLElement;
  title: HTMLElement;
  note: HTMLElement;
}

export class View {
  readonly #state: HTMLElement;
  readonly #code: HTMLImageElement;
  readonly #pairing: HTMLElement;
  readonly #rows: Row[] = [];
  #shown = '';
  #drawing = false;

  constructor(
    app: Element,
    private readonly session: Session,
    private readonly mailbox: Mailbox,
  ) {
    const head = element('header', app, 'head');
    element('h1', head, 'name').textContent = 'Sandbox messenger';
    this.#state = element('p', head, 'state');
    this.#state.setAttribute('role', 'status');
    const link = element('section', app, 'link');
    this.#code = element('img', link, 'code') as HTMLImageElement;
    this.#code.alt = 'Code to link this page with a phone';
    this.#code.hidden = true;
    this.#pairing = element('p', link, 'pairing');
    const list = element('ul', app, 'chats');
    for (let row = 0; row < ROWS; row += 1) {
      const box = element('li', list, 'chat');
      const mark = element('span', box, 'mark');
      const text = element('div', box, 'text');
      this.#rows.push({ box, mark, title: element('b', text, 'title'), note: element('span', text, 'note') });
    }
    session.changed = () => this.draw();
    this.draw();
  }

  /** At most once a frame, however much happens. */
  draw(): void {
    if (this.#drawing) return;
    this.#drawing = true;
    setTimeout(() => {
      this.#drawing = false;
      this.#drawNow();
    }, 100);
  }

  #drawNow(): void {
    const { me, mode, info, authCode, linkCode } = this.session;
    this.#state.textContent = me ? `${me.name} · +${me.wid.user} · ${mode} ${info}` : `${mode} ${info}`;
    const code = authCode?.fullCode ?? '';
    if (code !== this.#shown) {
      this.#shown = code;
      this.#code.hidden = code === '';
      if (code !== '') this.#code.src = `/web/qr.svg?text=${encodeURIComponent(code)}`;
    }
    this.#pairing.textContent = linkCode === null ? '' : `${linkCode.slice(0, 4)}-${linkCode.slice(4)}`;
    const chats = this.mailbox.chats.getModelsArray().sort((a, b) => b.t - a.t);
    for (const [nth, row] of this.#rows.entries()) {
      const chat = chats[nth];
      row.box.classList.toggle('empty', chat === undefined);
      row.title.textContent = chat?.formattedTitle ?? '';
      row.note.textContent = chat ? new Date(chat.t * 1_000).toLocaleTimeString() : '';
      row.mark.textContent = chat && chat.unreadCount > 0 ? String(chat.unreadCount) : '';
    }
  }
}
