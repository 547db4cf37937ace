import type en from '../en/email';

const id: typeof en = {
  banner: {
    title: 'Konfirmasi alamat email Anda',
    text: (email) => `Kami mengirim tautan ke ${email}. Buka tautannya untuk mengonfirmasi alamat Anda.`,
    waiting: (email) => `Email ke ${email} belum terkirim. Kami terus mencoba.`,
    refused: (email) => `Server email ${email} menolak email kami. Periksa alamatnya, atau ganti.`,
    expired: (email) => `Email kami ke ${email} tidak dapat dikirim. Kirim ulang, atau ganti alamatnya.`,
    again: 'Kirim ulang',
    sent: 'Terkirim. Periksa kotak masuk dan folder spam.',
    change: 'Ganti alamat',
  },
  card: {
    title: 'Ganti alamat email',
    lead: 'Tautan dikirim ke alamat baru. Alamat lama tetap dipakai sampai tautan itu dibuka.',
    email: 'Alamat email baru',
    password: 'Kata sandi sekarang',
    submit: 'Kirim tautan',
    sent: (email) => `Tautan sedang dikirim ke ${email}.`,
    pending: (email) => `${email} menunggu konfirmasi: buka tautan yang kami kirim ke sana.`,
    none: 'Server ini tidak mengirim email, jadi alamat tidak dapat diganti di sini. Hubungi pengelolanya.',
  },
  confirm: { title: 'Mengonfirmasi alamat baru Anda', done: 'Alamat baru Anda sudah dikonfirmasi. Mulai sekarang, masuk dengan alamat itu.' },
  restore: {
    title: 'Kembalikan alamat Anda',
    lead: 'Alamat lama Anda kembali, semua sesi masuk berakhir, dan Anda masuk dengan kata sandi baru.',
    submit: 'Kembalikan alamat',
    done: 'Alamat Anda sudah kembali. Masuk dengan kata sandi baru.',
    noToken: 'Tautan ini tidak lengkap. Buka sekali lagi dari email.',
  },
};
export default id;
