import type en from '../en/session';

const id: typeof en = {
  states: {
    stopped: 'Berhenti',
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
  unknownSince: (when) => `Belum dipastikan sejak ${when}`,
};
export default id;
