import { Suspense, useEffect } from "react";
import { Link, Route, Switch, useLocation } from "wouter";
import { useCountry } from "../client/country";
import { followPresses } from "../client/push";
import { useHome, useSession } from "../client/queries";
import { Fault } from "../client/requests";
import { AcceptInvitationPage } from "../features/signin/AcceptInvitationPage";
import { SignedOutPage } from "../features/signin/SignedOutPage";
import { buttonLook } from "../ui/Button";
import { Page } from "../ui/Page";
import { Skeleton } from "../ui/states";
import { showTimesIn } from "../ui/dates";
import { words } from "../words/shell";
import { Toasts } from "../ui/Toasts";
import { Boundary } from "./Boundary";
import { Frame } from "./Frame";
import { pageAt, PAGES, pagesFor } from "./pages";

/** The pages behind their addresses; whoever is signed out sees how to come in. */
export function App() {
  return (
    <>
      <Switch>
        <Route path="/invitation" component={AcceptInvitationPage} />
        <Route component={Inside} />
      </Switch>
      <Toasts />
    </>
  );
}

/** What is in this home shapes every page, so it is known before one is drawn; the page's code is fetched meanwhile. */
function Inside() {
  const session = useSession();
  const home = useHome();
  const [path, open] = useLocation();
  useEffect(() => pageAt(path)?.warm(), [path]);
  useEffect(() => followPresses(open), [open]);
  const zone = useCountry(Boolean(session.data)).data?.time_zone;
  if (zone) showTimesIn(zone);
  if (session.error instanceof Fault && session.error.isSignedOut) return <SignedOutPage />;
  const pages = session.data ? pagesFor(session.data.rights) : PAGES;
  return (
    <Frame session={session.data}>
      <Boundary key={pageAt(path)?.path ?? path}>
        <Suspense fallback={<PageComes />}>
          {home.isPending ? (
            <PageComes />
          ) : (
            <Switch>
              {pages.map((each) => (
                <Route
                  key={each.path}
                  path={each.hasParts ? `${each.path}/*?` : each.path}
                  component={each.Content}
                />
              ))}
              <Route>
                <Page title={words.missing.title} hint={words.missing.text}>
                  <Link href="/" className={`${buttonLook("primary")} self-start`}>
                    {words.missing.home}
                  </Link>
                </Page>
              </Route>
            </Switch>
          )}
        </Suspense>
      </Boundary>
    </Frame>
  );
}

/** The shape that most pages have: a head, figures, a picture. */
function PageComes() {
  return (
    <div className="flex flex-col gap-6">
      <Skeleton className="h-12 w-64" />
      <Skeleton className="h-32" />
      <Skeleton className="h-96" />
    </div>
  );
}
