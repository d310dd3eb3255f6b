import { lazy, Suspense, useState, useSyncExternalStore } from 'react';
import { BrowserRouter, Route, Routes } from '../ui/routing.ts';
import type { KeptAnswer } from '../api/kept.ts';
import { queryClient, QueryClientProvider } from '../api/query.ts';
import { freshSignInAsked, subscribeToFreshSignIn } from '../parts/fresh-sign-in.ts';
import { PageError } from '../parts/PageError.tsx';
import { Toasts } from '../parts/Toasts.tsx';
import { useEver } from '../parts/use-ever.ts';
import { Frame } from './Frame.tsx';
import { Landing } from './Landing.tsx';
import { NotFound } from './NotFound.tsx';
import { PermittedScreen } from './PermittedScreen.tsx';
import { SCREENS } from './screens.ts';
import { secondFactorNeeded } from '../session/second-factor-needed.ts';
import { sessionEnded } from '../session/session-ended.ts';

const TOLD = { onSessionEnded: sessionEnded.tell, onSecondFactorNeeded: secondFactorNeeded.tell };

const FreshSignInLayer = lazy(() =>
  import('../parts/FreshSignInLayer.tsx').then((part) => ({ default: part.FreshSignInLayer })),
);
const SignIn = lazy(() => import('../screens/sign-in/SignIn.tsx'));
const Invitation = lazy(() => import('../screens/sign-in/Invitation.tsx'));
const SetUp = lazy(() => import('../screens/set-up/SetUp.tsx'));
const Notice = lazy(() => import('../screens/notice/Notice.tsx'));
const Account = lazy(() => import('../screens/account/Account.tsx'));

/** @param props.kept is shown at once, until the service has answered */
export function App({ kept }: { kept: readonly KeptAnswer[] }) {
  const [client] = useState(() => queryClient(TOLD, kept));
  return (
    <QueryClientProvider client={client}>
      <BrowserRouter>
        <PageError>
          <Suspense>
            <Routes>
              <Route path="/dang-nhap" element={<SignIn />} />
              <Route path="/ma-moi" element={<Invitation />} />
              <Route path="/thiet-lap/*" element={<SetUp />} />
              <Route element={<Frame />}>
                <Route index element={<Landing />} />
                {SCREENS.map((screen) => (
                  <Route key={screen.name} path={`${screen.path}/*`} element={<PermittedScreen screen={screen} />} />
                ))}
                <Route path="/thong-bao/*" element={<Notice />} />
                <Route path="/tai-khoan" element={<Account />} />
                <Route path="*" element={<NotFound />} />
              </Route>
            </Routes>
          </Suspense>
          <AskForPassword />
          <Toasts />
        </PageError>
      </BrowserRouter>
    </QueryClientProvider>
  );
}

/** The layer is loaded when a password is asked for, mostly never. */
function AskForPassword() {
  const isAsked = useSyncExternalStore(subscribeToFreshSignIn, freshSignInAsked) !== undefined;
  const isNeeded = useEver(isAsked);
  if (!isNeeded) return null;
  return (
    <Suspense>
      <FreshSignInLayer />
    </Suspense>
  );
}
