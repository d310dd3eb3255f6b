import { Navigate } from '../ui/routing.ts';
import { landingOf, screensFor } from './screens.ts';
import { useMe } from '../session/me.tsx';

/** `/`: the page of the topmost role. */
export function Landing() {
  const { grants, permissions } = useMe();
  const landing = landingOf(
    grants.map(({ role }) => role),
    screensFor(permissions),
  );
  return <Navigate to={landing?.path ?? '/tai-khoan'} replace />;
}
