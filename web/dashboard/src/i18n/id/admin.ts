import { plural } from '../format';
import type en from '../en/admin';

const id: typeof en = {
  console: 'Konsol',
  title: 'Konsol',
  lead: 'Keadaan platform saat ini.',
  logIn: { title: 'Masuk ke konsol', lead: 'Untuk administrator server ini.' },
  showAll: 'Lihat semua',
  alerts: { title: 'Peringatan terbuka', none: 'Tidak ada peringatan terbuka.' },
  verdict: {
    fine: 'Semuanya baik',
    fineText: 'Semua berjalan, dan yang dibutuhkan server dalam keadaan baik.',
    look: 'Ada yang perlu dilihat',
    crashed: 'baru saja rusak, sudah berjalan lagi',
    more: (count) => plural('id', count, { other: '# aktor lagi' }),
    alerts: (count, more) => (more ? `lebih dari ${count} peringatan terbuka` : plural('id', count, { other: '# peringatan terbuka' })),
  },
  nav: { overview: 'Ringkasan', actors: 'Aktor', sessions: 'Sesi', customers: 'Pelanggan', packages: 'Paket', users: 'Orang', alerts: 'Peringatan', logs: 'Log', audit: 'Log audit' },
  customers: {
    title: 'Pelanggan',
    count: (count, more) => (more ? `lebih dari ${count}` : plural('id', count, { other: '# pelanggan' })),
    active: 'aktif',
    suspended: 'ditangguhkan',
    none: 'Belum ada yang mendaftar.',
  },
  sessions: { title: 'Sesi menurut keadaan', none: 'Belum pernah ada sesi yang dimulai.', total: 'Semua' },
  health: {
    title: 'Yang dibutuhkan server',
    names: { postgresql: 'Basis data', redis: 'Redis', chromium: 'Peramban', disk: 'Disk', node: 'Node ini' },
    states: { up: 'Baik', warning: 'Perlu dilihat', down: 'Rusak' },
    needed: 'wajib',
    problems: {
      no_answer: 'Tidak menjawab.',
      fails: 'Menjawab dengan kesalahan; rinciannya ada di log.',
      not_found: 'Tidak terpasang, jadi tidak ada sesi yang dapat dimulai.',
      not_configured: 'Tidak ada: setiap node menghitung batas untuk dirinya sendiri.',
      almost_full: 'Disk direktori data hampir penuh.',
      full: 'Disk direktori data penuh: tidak ada lagi yang dapat disimpan.',
      late: 'Tidak memberi tanda hidup lebih lama dari masa sewanya: sesinya dapat diambil alih.',
    },
    answered: (ms) => `menjawab dalam ${ms} md`,
    free: (free, total) => `${free} dari ${total} kosong`,
    runs: (version, length) => `versi ${version}, selama ${length}`,
    checked: (when) => `Dilihat ${when}`,
  },
  tree: { title: 'Aktor', all: 'Semua', running: 'Berjalan', parked: 'Diparkir', restarts: 'Mulai ulang', none: 'Menunggu pohon aktor …' },
};
export default id;
