import type en from '../en/admin_sessions';

const id: typeof en = {
  title: 'Sesi',
  lead: 'Sambungan WhatsApp setiap pelanggan, persis seperti saat ini.',
  search: 'Cari',
  searchHint: 'Pelanggan atau nomor',
  state: 'Keadaan',
  anyState: 'Semua keadaan',
  customer: 'Pelanggan',
  phone: 'Nomor',
  since: 'Sejak',
  reconnects: 'Tersambung ulang',
  noPhone: 'belum ditautkan',
  actions: 'Tindakan',
  actor: 'Tampilkan aktor',
  picture: 'Lihat halamannya',
  none: 'Belum ada sesi',
  noneText: 'Begitu seorang pelanggan menghubungkan WhatsApp, sesinya muncul di sini dengan sendirinya.',
  noneSuch: 'Tidak ada sesi seperti itu.',
  unknown: (when) => `belum dipastikan sejak ${when}`,
  pictureTitle: (customer) => `Halaman ${customer}`,
  pictureText: 'Gambar ini memperlihatkan percakapan pelanggan. Gambarnya tidak disimpan; bahwa Anda melihatnya dicatat di log audit. Pelanggan mengizinkannya.',
  take: 'Ambil gambar',
  again: 'Ambil lagi',
  pictureOf: (customer, when) => `Halaman WhatsApp ${customer}, ${when}`,
  more: 'Muat lagi',
};
export default id;
