import { lazy, Suspense } from "react";
import { Route, Switch } from "wouter";
import { useSession } from "../client/queries";
import { Fault } from "../client/requests";
import { useMay } from "../client/may";
import { DataPage } from "../features/data/DataPage";
import { HomePage } from "../features/home/HomePage";
import { AcceptInvitationPage } from "../features/signin/AcceptInvitationPage";
import { SignedOutPage } from "../features/signin/SignedOutPage";
import { EmptyState, Skeleton } from "../ui/states";
import { Frame } from "./Frame";

const AccountPage = lazy(() =>
  import("../features/account/AccountPage").then((part) => ({ default: part.AccountPage })),
);
const PeoplePage = lazy(() =>
  import("../features/people/PeoplePage").then((part) => ({ default: part.PeoplePage })),
);

/** The pages behind their addresses; whoever is signed out sees how to come in. */
export function App() {
  return (
    <Switch>
      <Route path="/invitation" component={AcceptInvitationPage} />
      <Route component={Inside} />
    </Switch>
  );
}

function Inside() {
  const session = useSession();
  const isAdmin = useMay("administer");
  if (session.error instanceof Fault && session.error.isSignedOut) return <SignedOutPage />;
  return (
    <Frame session={session.data}>
      <Suspense fallback={<Skeleton className="h-96" />}>
        <Switch>
          <Route path="/" component={HomePage} />
          <Route path="/data" component={DataPage} />
          <Route path="/account" component={AccountPage} />
          {(isAdmin || session.isPending) && <Route path="/people" component={PeoplePage} />}
          <Route>
            <EmptyState title="There is no such page" action={{ label: "Go to Home", href: "/" }}>
              The address may be misspelt, or belong to a part of PetroVerse that this platform does not have.
            </EmptyState>
          </Route>
        </Switch>
      </Suspense>
    </Frame>
  );
}
