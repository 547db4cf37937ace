// WPP.conn and WPP.contact.
import type * as WPPNS from '@wppconnect/wa-js';
import { Wid, WPPError } from './ids';
import type { Mailbox } from './mailbox';
import type { Session } from './session';
import { drag } from './trouble';

export type Conn = Pick<
  typeof WPPNS.conn,
  | 'isAuthenticated'
  | 'isRegistered'
  | 'isMainInit'
  | 'isMainLoaded'
  | 'isMainReady'
  | 'isMultiDevice'
  | 'isOnline'
  | 'isIdle'
  | 'needsUpdate'
  | 'getAuthCode'
  | 'refreshQR'
  | 'genLinkDeviceCodeForPhoneNumber'
  | 'startLinkDeviceCodeForPhoneNumber'
  | 'refreshLinkDeviceCode'
  | 'cancelLinkDeviceCode'
  | 'logout'
  | 'getMyUserId'
  | 'getMyUserWid'
  | 'getMyUserLid'
  | 'getMyDeviceId'
  | 'setKeepAlive'
  | 'markAvailable'
  | 'markUnavailable'
  | 'getStreamData'
  | 'getHistorySyncProgress'
>;

/** A pairing code is good for 3 min 15 s and renewed five times (engine facts §1.4). */
const LINK_CODE_LIFE = 195_000;
const LINK_CODE_REFRESHES = 5;

export function makeConn(session: Session): Conn {
  let phone: string | null = null;
  let refreshes = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const cancel = (): void => {
    clearTimeout(timer);
    phone = null;
    if (session.linkCode !== null) session.forgetLinkCode();
  };
  const renew = async (): Promise<string> => {
    if (phone === null) throw new WPPError('link_code_not_started', 'No pairing code was asked for');
    const code = await session.linkCodeFor(phone);
    clearTimeout(timer);
    timer = setTimeout(() => {
      refreshes += 1;
      if (refreshes > LINK_CODE_REFRESHES) session.events.emit('conn.link_code_expired');
      else void renew().catch(() => undefined);
    }, LINK_CODE_LIFE);
    return code;
  };
  session.events.on('conn.authenticated', cancel);
  session.events.on('conn.logout', cancel);

  const myself = (): Wid => {
    if (!session.me) throw new WPPError('not_authenticated', 'Not authenticated');
    return session.me.wid;
  };

  return {
    isAuthenticated: () => session.authenticated,
    isRegistered: () => session.authenticated,
    isMainInit: () => session.mainInit,
    isMainLoaded: () => session.mainLoaded,
    isMainReady: () => session.mainReady,
    isMultiDevice: () => true,
    isOnline: () => session.online,
    isIdle: () => session.socket.state === 'UNPAIRED_IDLE',
    needsUpdate: () => session.needsUpdate,
    getAuthCode: async () => {
      await drag();
      return session.authCode;
    },
    refreshQR: async () => {
      if (session.authenticated) return null;
      const next = session.events.waitFor('conn.auth_code_change');
      session.send({ type: 'refresh_qr' });
      return (await next)[0];
    },
    genLinkDeviceCodeForPhoneNumber: (number) => session.linkCodeFor(number),
    startLinkDeviceCodeForPhoneNumber: async (number) => {
      await drag();
      // The same number again reuses the active code (wa-js documentation of this function).
      if (phone === number && session.linkCode !== null) return session.linkCode;
      phone = number;
      refreshes = 0;
      return renew();
    },
    refreshLinkDeviceCode: renew,
    cancelLinkDeviceCode: cancel,
    logout: async () => {
      await drag();
      const gone = session.events.waitFor('conn.logout');
      session.send({ type: 'logout' });
      await gone;
      return true;
    },
    getMyUserId: () => session.me?.wid as WPPNS.whatsapp.Wid | undefined,
    getMyUserWid: () => myself() as WPPNS.whatsapp.Wid,
    getMyUserLid: () => {
      myself();
      return session.me?.lid as WPPNS.whatsapp.Wid;
    },
    getMyDeviceId: () => {
      const [user, device] = session.me?.device.split(':') ?? [];
      if (user === undefined) return undefined;
      const wid = new Wid(user, 'c.us');
      return Object.assign(wid, { device }) as unknown as WPPNS.whatsapp.Wid;
    },
    setKeepAlive: (enable = true) => enable,
    markAvailable: async () => true,
    markUnavailable: async () => true,
    getStreamData: () => ({ mode: session.mode, info: session.info }) as WPPNS.conn.StreamData,
    getHistorySyncProgress: () => ({ progress: null, paused: false, inProgress: false }),
  };
}

export type Contact = Pick<typeof WPPNS.contact, 'queryWidExists' | 'getPnLidEntry'>;

export function makeContact(mailbox: Mailbox): Contact {
  const named = (wid: string): { id: string; server: string; _serialized: string } => {
    const { user, server, _serialized } = Wid.of(wid);
    return { id: user, server, _serialized };
  };
  return {
    queryWidExists: async (contactId) => {
      await drag();
      const wid = Wid.of(contactId);
      const found = mailbox.knownAs(wid) ?? (await mailbox.exists(wid));
      if (!found) return null;
      return { wid: Wid.of(found.wid), lid: Wid.of(found.lid), biz: false } as unknown as WPPNS.contact.QueryWidExistsResult;
    },
    getPnLidEntry: async (contactId) => {
      await drag();
      const wid = Wid.of(contactId);
      // A LID is looked up in what the page knows; only a number is asked of the server.
      const found = mailbox.knownAs(wid) ?? (wid.isLid() ? null : await mailbox.exists(wid));
      if (!found) return wid.isLid() ? { lid: named(`${wid}`) } : { phoneNumber: named(`${wid}`) };
      return { lid: named(found.lid), phoneNumber: named(found.wid) };
    },
  };
}
