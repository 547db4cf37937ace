import { useEffect, useState } from 'react';

import type { Schemas } from '../../api/client';
import { useGet, usePages } from '../../api/query';
import { useFormat } from '../../i18n/format';
import { templates } from '../../i18n/templates';
import { useWords } from '../../i18n/words';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Field, Select } from '../../ui/Field';
import { ProblemNotice } from '../../ui/Notice';
import { Skeleton } from '../../ui/Progress';
import { RecordLink } from '../../ui/RecordLink';
import { Table } from '../../ui/Table';
import { useMay } from '../me';

/** A page of the answer looks at so many people, and may name none of them. */
const LOOKED_AT = 200;
/** Pages looked at without being asked, as long as nobody was found. */
const BY_ITSELF = 10;

/** For whom no message can be made of the saved template. */
export function MissingCard({ template }: { template: Schemas['MessageTemplate'] }) {
  const t = useWords(templates).missing;
  const format = useFormat();
  const may = useMay('contacts.read');
  const [list, setList] = useState('');
  const lists = useGet('/api/v1/lists', { query: { limit: 200 } }, { enabled: may }).data;
  const pages = usePages('/api/v1/templates/{id}/missing', { path: { id: template.id }, query: list ? { list_id: list } : {} }, LOOKED_AT, { enabled: may });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  const looked = pages.data?.pages.length ?? 0;
  const goOn = pages.rows.length === 0 && hasNextPage && !isFetchingNextPage && looked < BY_ITSELF;
  useEffect(() => {
    if (goOn) void fetchNextPage();
  }, [goOn, fetchNextPage]);
  if (!may) return null;
  return (
    <Card title={t.title} flush>
      <div className="flex flex-col gap-4 border-b border-line px-5 pb-5">
        <p className="-mt-3 text-soft">{t.lead}</p>
        <Field label={t.among} className="max-w-md">
          <Select value={list} onChange={(event) => setList(event.target.value)}>
            <option value="">{t.everybody}</option>
            {lists?.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </Select>
        </Field>
        <p role="status" className="text-sm text-soft">
          {pages.data && (pages.rows.length > 0 ? t.count(pages.rows.length) : hasNextPage ? t.noneSoFar : t.none)}
        </p>
      </div>
      <ProblemNotice problem={pages.problem} className="m-5" />
      {!pages.data && !pages.problem && <Skeleton className="m-5 h-24" />}
      {pages.rows.length > 0 && (
        <Table
          label={t.title}
          rows={pages.rows}
          rowKey={(row) => row.contact_id}
          columns={[
            {
              key: 'person',
              head: t.person,
              nowrap: true,
              cell: (row) => (
                <RecordLink to="/contacts/$id" id={row.contact_id} className="nums">
                  {row.phone}
                </RecordLink>
              ),
            },
            { key: 'values', head: t.values, cell: (row) => format.list(row.missing) },
          ]}
        />
      )}
      {hasNextPage && (
        <div className="border-t border-line p-4 text-center">
          <Button look="quiet" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t.further}
          </Button>
        </div>
      )}
    </Card>
  );
}
