import { plural } from '../format';
import type en from '../en/overview';

const id: typeof en = {
  title: 'Ringkasan',
  hello: (name) => `Halo, ${name}`,
  lead: 'Beginilah keadaannya saat ini.',
  connection: 'WhatsApp',
  manage: 'Buka',
  connectNow: 'Hubungkan',
  since: (when) => `sejak ${when}`,
  quota: {
    title: 'Kuota',
    used: (used, limit) => `${used} dari ${limit} pesan terpakai`,
    unlimited: (used) => `${used} pesan terkirim, tanpa batas`,
    reserved: (count) => `${count} disisihkan untuk pesan yang sedang dikirim`,
    left: 'Sisa',
    until: (date) => `sampai ${date}`,
    perDay: (count) => `Paling banyak ${count} sehari`,
    none: 'Belum ada paket',
    noneText: 'Tanpa paket tidak ada pesan yang dapat dikirim. Mintalah kepada pengelola server ini.',
    ended: 'Langganan sudah berakhir: tidak ada yang dikirim sampai diperpanjang.',
  },
  running: {
    title: 'Kampanye yang berjalan',
    none: 'Tidak ada kampanye yang berjalan.',
    progress: (done, total) => `${done} dari ${total}`,
    rest: (count) => plural('id', count, { other: 'dan # lagi' }),
  },
  steps: {
    title: 'Langkah berikutnya',
    lead: 'Empat langkah menuju kampanye pertama Anda.',
    done: 'Selesai',
    connect: { title: 'Hubungkan akun WhatsApp Anda', text: 'Pindai kode dengan ponsel, seperti pada WhatsApp Web.' },
    contacts: { title: 'Masukkan kontak Anda', text: 'Dari lembar kerja, berkas ponsel, atau nomor yang ditempel.' },
    template: { title: 'Tulis pesan', text: 'Sebuah templat yang namanya terisi untuk tiap orang.' },
    campaign: { title: 'Mulai kampanye', text: 'Pilih siapa yang menerima dan kapan. Ada pemeriksaan sebelum apa pun dikirim.' },
    allDone: 'Semua siap. Mulai kampanye lagi kapan pun Anda mau.',
  },
};
export default id;
