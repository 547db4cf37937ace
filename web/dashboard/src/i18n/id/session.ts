import type en from '../en/session';

/** What the server says, by its beginning; what follows (a detail, an administrator's words) is kept. */
const REASONS: [string, string][] = [
  ['WhatsApp does not accept the saved login any more', 'WhatsApp tidak lagi menerima login yang tersimpan'],
  ['nobody scanned the QR code in time', 'tidak ada yang memindai kode QR tepat waktu'],
  ['linked; synchronising', 'tertaut; sedang menyelaraskan'],
  ['linked; saving the login', 'tertaut; menyimpan login'],
  ['the connection to WhatsApp was lost', 'sambungan ke WhatsApp terputus'],
  ['WhatsApp limits new chats', 'WhatsApp membatasi percakapan baru'],
  ['another client took the connection over', 'perangkat lain mengambil alih sambungan'],
  ['WhatsApp wants a newer page', 'WhatsApp meminta halaman yang lebih baru'],
  ['the server stopped it for a restart; it goes on by itself', 'server menghentikannya untuk mulai ulang; dilanjutkan dengan sendirinya'],
  ['the server was restarted', 'server dimulai ulang'],
  ['restarted as asked', 'dimulai ulang sesuai permintaan'],
  ['the phone or WhatsApp ended the link', 'ponsel atau WhatsApp memutus tautan'],
  ['another business on this server has linked this WhatsApp account', 'akun WhatsApp ini sudah dihubungkan oleh usaha lain di server ini'],
  ['WhatsApp blocked the account for a time', 'WhatsApp memblokir akun ini untuk sementara'],
  ['WhatsApp blocked the account', 'WhatsApp memblokir akun ini'],
  ["WhatsApp's page stopped working and is opened again", 'halaman WhatsApp berhenti bekerja dan dibuka lagi'],
  ["WhatsApp's page cannot be opened on this server", 'halaman WhatsApp tidak dapat dibuka di server ini'],
  ['logged out as asked', 'diputus sesuai permintaan'],
  ['did not come online', 'tidak kunjung tersambung'],
  ['the browser used ', 'peramban memakai '],
  ['taken out of service after repeated crashes', 'dinonaktifkan setelah rusak berulang kali'],
  ['a person asked for a new start', 'seseorang memintanya mulai lagi'],
  ['an administrator asked for a new start', 'administrator memintanya mulai lagi'],
  ['an administrator stopped it', 'administrator menghentikannya'],
  ['an administrator took it out of service', 'administrator menonaktifkannya'],
];

function inIndonesian(text: string): string {
  const [en, words] = REASONS.find(([en]) => text.startsWith(en)) ?? ['', ''];
  if (!en) return text;
  const rest = text.slice(en.length);
  return words + (en.endsWith(': ') ? inIndonesian(rest) : rest);
}

const id: typeof en = {
  states: {
    stopped: 'Tidak aktif',
    starting: 'Sedang mulai',
    scan_qr: 'Menunggu dipindai',
    pairing: 'Menunggu kode',
    working: 'Terhubung',
    reconnecting: 'Menyambung kembali',
    logged_out: 'Keluar',
    restricted: 'Dibatasi WhatsApp',
    banned: 'Diblokir WhatsApp',
    conflict: 'Dipakai di tempat lain',
    failed: 'Gagal',
  },
  meanings: {
    stopped: 'Tidak ada yang berjalan. Mulai untuk menghubungkan akun WhatsApp Anda.',
    starting: 'Sebuah peramban membuka WhatsApp untuk Anda. Butuh beberapa detik.',
    scan_qr: 'Pindai kodenya dengan ponsel yang memiliki akun WhatsApp itu.',
    pairing: 'Ketik kodenya di ponsel yang memiliki akun WhatsApp itu.',
    working: 'Pesan dapat dikirim dan diterima.',
    reconnecting: 'Sambungan terputus dan sedang dipulihkan dengan sendirinya.',
    logged_out: 'Ponsel atau WhatsApp memutus tautan. Mulai lagi untuk mendapat kode baru.',
    restricted: 'WhatsApp membatasi akun ini untuk sementara. Tidak ada yang dikirim sampai itu berakhir.',
    banned: 'WhatsApp memblokir akun ini. Kampanye dijeda, dan Siar tidak mencoba masuk sendiri. Periksa WhatsApp di ponsel Anda.',
    conflict: 'WhatsApp Web dibuka di tempat lain dengan akun ini. Mulai ulang untuk mengambilnya kembali.',
    failed: 'Menyerah setelah beberapa kali mencoba. Mulai ulang untuk mencoba lagi.',
  },
  holds: { stopped: 'Dihentikan administrator', quarantined: 'Tidak beroperasi' },
  holdMeanings: {
    stopped: 'Administrator server ini menghentikannya. Anda dapat memulainya lagi.',
    quarantined: 'Administrator server ini menonaktifkannya. Sambungan dilanjutkan begitu administrator melepaskannya.',
  },
  holdReason: (reason) => `Alasan: ${reason}`,
  reason: inIndonesian,
  unknownSince: (when) => `Belum dipastikan sejak ${when}`,
};
export default id;
