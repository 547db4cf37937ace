import { plural } from '../format';
import type en from '../en/admin_logs';

const id: typeof en = {
  title: 'Log',
  lead: 'Yang ditulis server ini ke lognya dalam beberapa menit terakhir, persis saat ditulis. Nomor telepon hanya memperlihatkan empat angka terakhir.',
  level: 'Paling tidak',
  levels: { error: 'Kesalahan', warn: 'Peringatan', info: 'Info', debug: 'Rincian', trace: 'Jejak' },
  levelsUp: { error: 'Hanya kesalahan', warn: 'Peringatan dan kesalahan', info: 'Info ke atas', debug: 'Rincian ke atas', trace: 'Semuanya' },
  search: 'Cari',
  searchHint: 'Teks apa pun di dalam baris',
  pause: 'Jeda',
  follow: 'Ikuti',
  following: 'Baris baru muncul dengan sendirinya, yang terbaru di atas.',
  paused: (count) => plural('id', count, { other: 'Dijeda. # baris baru menunggu.' }),
  shown: (shown, all) => `${shown} dari ${all} baris`,
  none: 'Belum ada yang dicatat',
  noneText: 'Begitu server mencatat sesuatu, barisnya muncul di sini.',
  noneSuch: 'Tidak ada baris yang cocok dengan pencarian Anda.',
  lines: 'Baris-baris log',
};
export default id;
