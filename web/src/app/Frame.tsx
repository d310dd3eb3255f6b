import { lazy, Suspense, useEffect, useState } from 'react';
import { Unreachable } from '../api/problem.ts';
import { useQueryClient } from '../api/query.ts';
import { Failure } from '../parts/Failure.tsx';
import { PageError } from '../parts/PageError.tsx';
import { Unaccepted } from '../parts/Unaccepted.tsx';
import { useEver } from '../parts/use-ever.ts';
import { Waiting } from '../parts/Waiting.tsx';
import { Box } from '../ui/core.ts';
import { Navigate, Outlet, useLocation, useNavigate } from '../ui/routing.ts';
import { useIsDesk } from '../ui/window-width.ts';
import { useWords } from '../words/words.ts';
import styles from './Frame.module.css';
import { Head } from './Head.tsx';
import { BottomBar, Rail } from './Navigation.tsx';
import { landingOf, screensFor } from './screens.ts';
import { MeProvider, meQuery, useMeAnswer } from '../session/me.tsx';
import { secondFactorNeeded } from '../session/second-factor-needed.ts';
import { sessionEnded } from '../session/session-ended.ts';
import { useScreenKeys } from './use-screen-keys.ts';
import { useTopOfPage } from './use-top-of-page.ts';

const SignInLayer = lazy(() => import('./SignInLayer.tsx').then((layer) => ({ default: layer.SignInLayer })));

const SECOND_FACTOR = '/tai-khoan?can=xac-thuc-hai-buoc';

/** What stands around every page of people who are signed in. */
export function Frame() {
  const { t } = useWords();
  const location = useLocation();
  const answer = useMeAnswer();
  const isDesk = useIsDesk();
  const me = answer.data;
  const screens = screensFor(me?.permissions ?? []);
  useScreenKeys(screens);
  useTopOfPage();
  if (!me) {
    if (!answer.isError) return <Waiting />;
    if (answer.error instanceof Unreachable)
      return <Failure error={answer.error} onRetry={() => void answer.refetch()} />;
    return <Navigate to="/dang-nhap" replace state={{ from: location.pathname + location.search }} />;
  }
  const landing = landingOf(
    me.grants.map(({ role }) => role),
    screens,
  );
  return (
    <MeProvider key={me.person.id} me={me}>
      <a className={styles.skip} href="#content">
        {t('actions.skipToContent')}
      </a>
      <Box className={isDesk ? styles.desk : styles.phone}>
        {isDesk && <Rail screens={screens} />}
        <Box className={styles.main}>
          <Head />
          <main id="content" className={styles.content} tabIndex={-1}>
            <Unaccepted />
            <PageError key={location.pathname.split('/')[1]}>
              <Suspense fallback={<Waiting />}>
                <Outlet />
              </Suspense>
            </PageError>
          </main>
        </Box>
        {!isDesk && <BottomBar screens={screens} landing={landing} />}
      </Box>
      <AskAgain />
      <LeadToSecondFactor />
    </MeProvider>
  );
}

/** The password in a layer, when the session ends while a page is open. */
function AskAgain() {
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const isNeeded = useEver(isAsking);
  useEffect(() => sessionEnded.subscribe(() => setAsking(true)), []);
  if (!isNeeded) return null;
  return (
    <Suspense>
      <SignInLayer
        opened={isAsking}
        onSignedIn={() => {
          setAsking(false);
          void client.refetchQueries(meQuery).then(() => client.invalidateQueries());
        }}
      />
    </Suspense>
  );
}

/** To where a second factor is set up, when the role requires one and there is none: nothing else is answered before. */
function LeadToSecondFactor() {
  const navigate = useNavigate();
  useEffect(() => secondFactorNeeded.subscribe(() => void navigate(SECOND_FACTOR, { replace: true })), [navigate]);
  return null;
}
