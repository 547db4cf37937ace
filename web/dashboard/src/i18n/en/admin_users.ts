// Those who run the platform, and businesses that are invited to it.
export default {
  title: 'People',
  lead: 'Who runs this server, and what each of you may do.',
  changeRole: 'Change the role',
  removeText: 'Their log-ins end at once and the account is gone for good.',
  does: {
    super_admin: 'Everything, also inviting and changing the people here.',
    admin: 'Looks after customers, packages, sessions and alerts.',
    auditor: 'Sees everything on the platform, changes nothing.',
  },
  businesses: {
    title: 'Invited businesses',
    invite: 'Invite a business',
    none: 'No business is invited at the moment.',
  },
};
