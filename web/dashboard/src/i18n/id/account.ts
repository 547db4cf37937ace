import type en from '../en/account';

const id: typeof en = {
  title: 'Akun',
  lead: 'Data masuk Anda, usaha Anda, dan tampilan Siar di perangkat ini.',
  you: 'Anda',
  name: 'Nama',
  email: 'Email',
  role: 'Peran',
  roles: { owner: 'Pemilik', supervisor: 'Penyelia', operator: 'Operator', viewer: 'Pembaca' },
  verified: 'Sudah dikonfirmasi',
  unverified: 'Belum dikonfirmasi',
  password: {
    title: 'Kata sandi',
    current: 'Kata sandi sekarang',
    new: 'Kata sandi baru',
    submit: 'Ganti kata sandi',
    done: 'Kata sandi sudah diganti. Sesi masuk Anda yang lain sudah diakhiri.',
  },
  business: {
    title: 'Usaha',
    name: 'Nama',
    country: 'Negara nomor telepon',
    countryHint: 'Dua huruf, misalnya ID. Nomor tanpa kode negara dibaca sebagai nomor negara ini.',
    timeZone: 'Zona waktu',
    language: 'Bahasa pesan kepada kontak Anda',
    words: 'Kata yang berarti “berhenti”',
    wordsHint: 'Satu per baris. Siapa yang membalas dengan salah satunya tidak pernah dikirimi lagi.',
    readOnly: 'Hanya pemilik yang dapat mengubah ini.',
    saved: 'Pengaturan tersimpan.',
  },
  device: { title: 'Perangkat ini', language: 'Bahasa', theme: 'Tampilan' },
};
export default id;
