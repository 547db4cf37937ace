import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';

import { contacts } from '../../i18n/contacts';
import { useWords } from '../../i18n/words';
import { PageHeader } from '../../ui/Page';
import { ChooseFile, type Looked } from './ChooseFile';
import { EarlierImports } from './EarlierImports';
import { ImportCard } from './ImportCard';
import { StartImport } from './StartImport';

/** Choose a file, say what its columns are, start, see the result. A started import has its own address. */
export function ImportPage() {
  const t = useWords(contacts).import;
  const [looked, setLooked] = useState<Looked | null>(null);
  const navigate = useNavigate();
  const { import: started } = useSearch({ strict: false }) as { import?: string };
  const setStarted = (id: string) => void navigate({ to: '/contacts/import', search: (id ? { import: id } : {}) as never });
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} />
      {started ? (
        <ImportCard
          id={started}
          onAnother={() => {
            setStarted('');
            setLooked(null);
          }}
        />
      ) : (
        <div className="flex flex-col gap-5">
          <ChooseFile chosen={looked?.file ?? null} onLooked={setLooked} />
          {looked ? <StartImport key={`${looked.file.name}${looked.file.lastModified}${looked.file.size}`} looked={looked} onStarted={setStarted} /> : <EarlierImports onOpen={setStarted} />}
        </div>
      )}
    </>
  );
}
