// Every page, once: the matrix opens each in both languages, both themes, on a desktop and on a phone of 360 pixels. Adding a page adds a line.
// `{tenant}`: the id of the test's own tenant.
export type Who = 'nobody' | 'owner' | 'admin';

export const pages: { path: string; who: Who; heading: { en: RegExp; id: RegExp } }[] = [
  { path: '/app/login', who: 'nobody', heading: { en: /^Log in$/, id: /^Masuk$/ } },
  { path: '/app/signup', who: 'nobody', heading: { en: /^Create an account$/, id: /^Buat akun$/ } },
  { path: '/app/forgot-password', who: 'nobody', heading: { en: /^Forgot your password/, id: /^Lupa kata sandi/ } },
  { path: '/app/reset-password#token=x', who: 'nobody', heading: { en: /^Set a new password$/, id: /^Buat kata sandi baru$/ } },
  { path: '/app/restore-address#token=x', who: 'nobody', heading: { en: /^Restore your address$/, id: /^Kembalikan alamat Anda$/ } },
  { path: '/app/', who: 'owner', heading: { en: /^Hello, /, id: /^Halo, / } },
  { path: '/app/campaigns', who: 'owner', heading: { en: /^Campaigns$/, id: /^Kampanye$/ } },
  { path: '/app/campaigns/new', who: 'owner', heading: { en: /^New campaign$/, id: /^Kampanye baru$/ } },
  { path: '/app/templates', who: 'owner', heading: { en: /^Templates$/, id: /^Templat$/ } },
  { path: '/app/templates/new', who: 'owner', heading: { en: /^New template$/, id: /^Templat baru$/ } },
  { path: '/app/contacts', who: 'owner', heading: { en: /^Contacts$/, id: /^Kontak$/ } },
  { path: '/app/contacts/import', who: 'owner', heading: { en: /^Import contacts$/, id: /^Impor kontak$/ } },
  { path: '/app/lists', who: 'owner', heading: { en: /^Lists$/, id: /^Daftar$/ } },
  { path: '/app/suppressions', who: 'owner', heading: { en: /^Do not message$/, id: /^Jangan dikirimi$/ } },
  { path: '/app/connect', who: 'owner', heading: { en: /^Connect$/, id: /^Hubungkan$/ } },
  { path: '/app/account', who: 'owner', heading: { en: /^Account$/, id: /^Akun$/ } },
  { path: '/app/no-such-page', who: 'owner', heading: { en: /^There is no such page$/, id: /^Halaman ini tidak ada$/ } },
  { path: '/admin/login', who: 'nobody', heading: { en: /^Log in to the console$/, id: /^Masuk ke konsol$/ } },
  { path: '/admin/setup?token=x', who: 'nobody', heading: { en: /^Become the administrator$/, id: /^Menjadi administrator$/ } },
  { path: '/admin/account', who: 'admin', heading: { en: /^Account$/, id: /^Akun$/ } },
  { path: '/admin/', who: 'admin', heading: { en: /^Overview$/, id: /^Ringkasan$/ } },
  { path: '/admin/actors?at=root/chores/hub', who: 'admin', heading: { en: /^Actors$/, id: /^Aktor$/ } },
  { path: '/admin/alerts', who: 'admin', heading: { en: /^Alerts$/, id: /^Peringatan$/ } },
  { path: '/admin/sessions', who: 'admin', heading: { en: /^Sessions$/, id: /^Sesi$/ } },
  { path: '/admin/logs', who: 'admin', heading: { en: /^Logs$/, id: /^Log$/ } },
  { path: '/admin/customers', who: 'admin', heading: { en: /^Customers$/, id: /^Pelanggan$/ } },
  { path: '/admin/customers/{tenant}', who: 'admin', heading: { en: /^Toko /, id: /^Toko / } },
  { path: '/admin/packages', who: 'admin', heading: { en: /^Packages$/, id: /^Paket$/ } },
];
