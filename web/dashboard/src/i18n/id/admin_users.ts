import type en from '../en/admin_users';

const id: typeof en = {
  title: 'Orang',
  lead: 'Siapa saja yang mengelola server ini, dan apa yang boleh dilakukan masing-masing.',
  changeRole: 'Ubah peran',
  removeText: 'Sesi masuknya langsung berakhir dan akunnya dihapus selamanya.',
  does: {
    super_admin: 'Semuanya, juga mengundang dan mengubah orang di sini.',
    admin: 'Mengurus pelanggan, paket, sesi, dan peringatan.',
    auditor: 'Melihat semua yang ada di platform, tidak mengubah apa-apa.',
  },
  businesses: {
    title: 'Usaha yang diundang',
    invite: 'Undang usaha',
    none: 'Saat ini tidak ada usaha yang diundang.',
  },
};
export default id;
