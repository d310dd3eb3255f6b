import { useMay } from '../../session/me.tsx';
import { Stack, Title } from '../../ui/core.ts';
import { Navigate, NavLink, Route, Routes } from '../../ui/routing.ts';
import { useWords } from '../../words/words.ts';
import styles from './Administration.module.css';
import { AuditTrail } from './AuditTrail.tsx';
import { Hours } from './Hours.tsx';
import { People } from './People.tsx';
import { PersonPage } from './PersonPage.tsx';
import { Segments } from './Segments.tsx';
import './words.vi.ts';

/** `/quan-tri`: who may, and who did. */
export default function Administration() {
  const { t } = useWords('administration');
  const mayPeople = useMay('people:manage');
  const mayRules = useMay('rules:manage');
  const mayAudit = useMay('audit:read');
  const tabs = [
    { name: 'people', path: 'nguoi-dung', may: mayPeople },
    { name: 'segments', path: 'chuyen-muc', may: mayRules },
    { name: 'hours', path: 'khung-gio', may: mayRules },
    { name: 'audit', path: 'nhat-ky', may: mayAudit },
  ] as const;
  const shown = tabs.filter(({ may }) => may);
  return (
    <Stack maw={1040}>
      <Title order={1}>{t('title')}</Title>
      <nav className={styles.tabs} aria-label={t('title')}>
        {shown.map(({ name, path }) => (
          <NavLink key={name} to={`/quan-tri/${path}`} className={styles.tab ?? ''}>
            {t(`tabs.${name}`)}
          </NavLink>
        ))}
      </nav>
      <Routes>
        {mayPeople && <Route path="nguoi-dung" element={<People />} />}
        {mayPeople && <Route path="nguoi-dung/:id" element={<PersonPage />} />}
        {mayRules && <Route path="chuyen-muc" element={<Segments />} />}
        {mayRules && <Route path="khung-gio" element={<Hours />} />}
        {mayAudit && <Route path="nhat-ky" element={<AuditTrail />} />}
        <Route path="*" element={<Navigate to={`/quan-tri/${shown[0]?.path ?? ''}`} replace />} />
      </Routes>
    </Stack>
  );
}
