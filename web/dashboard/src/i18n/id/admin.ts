import { plural } from '../format';
import type en from '../en/admin';

const id: typeof en = {
  console: 'Konsol',
  title: 'Konsol',
  lead: 'Keadaan platform saat ini.',
  logIn: { title: 'Masuk ke konsol', lead: 'Untuk administrator server ini.' },
  nav: { overview: 'Ringkasan', actors: 'Aktor', sessions: 'Sesi', customers: 'Pelanggan', packages: 'Paket', alerts: 'Peringatan', logs: 'Log' },
  customers: {
    title: 'Pelanggan',
    count: (count, more) => (more ? `lebih dari ${count}` : plural('id', count, { other: '# pelanggan' })),
    active: 'aktif',
    suspended: 'ditangguhkan',
    none: 'Belum ada yang mendaftar.',
  },
  sessions: { title: 'Sesi menurut keadaan', none: 'Belum pernah ada sesi yang dimulai.', total: 'Semua' },
  health: {
    title: 'Ketergantungan',
    up: 'Menjawab',
    down: 'Tidak menjawab',
    needed: 'wajib',
    helpful: 'mempercepat',
    took: (ms) => `${ms} md`,
    name: 'Nama',
    state: 'Keadaan',
    time: 'Waktu',
    again: 'Tanya lagi',
    failed: 'Halaman kesehatan tidak dapat dibaca.',
  },
  tree: { title: 'Aktor', all: 'Semua', running: 'Berjalan', parked: 'Diparkir', restarts: 'Mulai ulang', none: 'Menunggu pohon aktor …' },
};
export default id;
