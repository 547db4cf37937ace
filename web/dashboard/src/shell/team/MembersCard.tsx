import { Crown, Ellipsis, ShieldCheck, ShieldOff, SlidersHorizontal, UserRoundCheck, UserRoundMinus, UserRoundX, UsersRound } from 'lucide-react';
import { useRef, useState, type ReactNode } from 'react';

import { account } from '../../i18n/account';
import { useFormat } from '../../i18n/format';
import { team } from '../../i18n/team';
import { useWords } from '../../i18n/words';
import { Badge } from '../../ui/Badge';
import { IconButton } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Menu, MenuItem, MenuLine } from '../../ui/Menu';
import { EmptyState } from '../../ui/Page';
import { Table } from '../../ui/Table';
import { ActDialog, type Act } from './ActDialog';
import { RightsDialog } from './RightsDialog';
import type { Member, Permissions, Role, Team } from './team';

type Asked = { member: Member; what: Act | 'rights' | 'owner' };

/** Who is on the team. `invite` stands where nobody else is. */
export function MembersCard<R extends Role>({
  team: of,
  members,
  alone,
  invite,
  permissions,
  extras,
  handOver,
  rightsAction,
  removeText,
}: {
  team: Team<R>;
  members: Member[];
  alone: boolean;
  invite: ReactNode;
  /** Where somebody may be allowed more than the role does. */
  permissions?: Permissions<R>;
  /** What somebody may do beyond the role, in words. */
  extras?: (member: Member) => string[];
  /** The dialog that makes somebody the owner, where the person can. */
  handOver?: ((member: Member, onClose: () => void) => ReactNode) | undefined;
  /** Instead of the words of a business. */
  rightsAction?: string;
  removeText?: string;
}) {
  const t = useWords(team);
  const names = useWords(account).roles;
  const format = useFormat();
  const [asked, setAsked] = useState<Asked | null>(null);
  const none = () => setAsked(null);
  return (
    <Card flush>
      <Table
        label={t.people}
        rows={members}
        rowKey={(row) => row.id}
        columns={[
          {
            key: 'name',
            head: t.name,
            cell: (row) => (
              <span className="flex flex-col gap-1 sm:min-w-56">
                <span className="flex flex-wrap items-center gap-2">
                  <span className="wrap-anywhere">{row.name}</span>
                  {row.you && <Badge tone="good">{t.you}</Badge>}
                  {row.disabled && <Badge tone="warn">{t.deactivated}</Badge>}
                  {row.second_factor && (
                    <Badge tone="info" icon={ShieldCheck}>
                      {t.twoFactor}
                    </Badge>
                  )}
                </span>
                <span className="text-sm font-normal wrap-anywhere text-soft max-sm:-mr-10">{row.email}</span>
              </span>
            ),
          },
          {
            key: 'role',
            head: t.role,
            cell: (row) => (
              <>
                {names[row.role]}
                {extras?.(row).map((one) => (
                  <span key={one} className="block text-sm text-soft">
                    + {one}
                  </span>
                ))}
              </>
            ),
          },
          { key: 'seen', head: t.seen, nowrap: true, cell: (row) => (row.last_seen_at ? format.relative(row.last_seen_at) : t.never) },
          {
            key: 'actions',
            head: t.actions,
            corner: true,
            end: true,
            cell: (row) => of.mayChange(row) && <MemberMenu member={row} rights={rightsAction ?? t.rights.action} handsOver={Boolean(handOver)} onAsk={(what) => setAsked({ member: row, what })} />,
          },
        ]}
      />
      {alone && (
        <div className="border-t border-line">
          <EmptyState icon={<UsersRound />} title={t.alone} text={t.aloneText} action={invite} />
        </div>
      )}
      {asked?.what === 'rights' && <RightsDialog team={of} permissions={permissions} member={asked.member} onClose={none} />}
      {asked?.what === 'owner' && handOver?.(asked.member, none)}
      {asked && asked.what !== 'rights' && asked.what !== 'owner' && <ActDialog team={of} act={asked.what} text={asked.what === 'remove' ? removeText : undefined} member={asked.member} onClose={none} />}
    </Card>
  );
}

function MemberMenu({ member, rights, handsOver, onAsk }: { member: Member; rights: string; handsOver: boolean; onAsk: (what: Asked['what']) => void }) {
  const t = useWords(team);
  const trigger = useRef<HTMLButtonElement>(null);
  const ask = (what: Asked['what']) => () => {
    // A dialog gives the focus back to what had it, and the menu will be gone then.
    trigger.current?.focus();
    onAsk(what);
  };
  return (
    <Menu
      trigger={
        <IconButton ref={trigger} label={`${t.change}: ${member.name}`}>
          <Ellipsis aria-hidden />
        </IconButton>
      }
    >
      <MenuItem icon={<SlidersHorizontal aria-hidden />} onSelect={ask('rights')}>
        {rights}
      </MenuItem>
      {handsOver && member.role !== 'owner' && !member.disabled && (
        <MenuItem icon={<Crown aria-hidden />} onSelect={ask('owner')}>
          {t.owner.action}
        </MenuItem>
      )}
      {member.second_factor && (
        <MenuItem icon={<ShieldOff aria-hidden />} onSelect={ask('reset')}>
          {t.reset.action}
        </MenuItem>
      )}
      <MenuLine />
      {member.disabled ? (
        <MenuItem icon={<UserRoundCheck aria-hidden />} onSelect={ask('activate')}>
          {t.activate.action}
        </MenuItem>
      ) : (
        <MenuItem icon={<UserRoundMinus aria-hidden />} onSelect={ask('deactivate')}>
          {t.deactivate.action}
        </MenuItem>
      )}
      <MenuItem danger icon={<UserRoundX aria-hidden />} onSelect={ask('remove')}>
        {t.remove.action}
      </MenuItem>
    </Menu>
  );
}
