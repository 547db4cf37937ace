import type en from '../en/pace';

const id: typeof en = {
  title: 'Kecepatan',
  of: (least: string, most: string, hour: string, day: string) => `Satu pesan setiap ${least} sampai ${most} detik, paling banyak ${hour} per jam dan ${day} per hari.`,
  why: 'Kecepatan yang wajar melindungi nomor Anda. Semua kampanye berbagi kecepatan ini.',
  change: 'Ubah kecepatan',
  least: 'Jeda tersingkat antara dua pesan, detik',
  leastHint: (seconds: string) => `Server ini mengizinkan ${seconds} atau lebih.`,
  most: 'Jeda terlama antara dua pesan, detik',
  mostHint: 'Setiap jeda diambil acak di antara keduanya.',
  hour: 'Pesan terbanyak dalam satu jam',
  day: 'Pesan terbanyak dalam 24 jam',
  upTo: (count: string) => `Sampai ${count}.`,
  noNumber: 'Isi dengan angka.',
  save: 'Simpan',
  saved: 'Kecepatan diubah. Kampanye yang berjalan langsung mengikutinya.',
};
export default id;
