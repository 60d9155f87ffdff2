import { Route, Switch } from "wouter";
import { useSession } from "../client/queries";
import { Fault } from "../client/requests";
import { DataPage } from "../features/data/DataPage";
import { HomePage } from "../features/home/HomePage";
import { SignedOutPage } from "../features/signin/SignedOutPage";
import { EmptyState } from "../ui/states";
import { Frame } from "./Frame";

/** The pages behind their addresses; whoever is signed out sees how to come in. */
export function App() {
  const session = useSession();
  if (session.error instanceof Fault && session.error.isSignedOut) return <SignedOutPage />;
  return (
    <Frame session={session.data}>
      <Switch>
        <Route path="/" component={HomePage} />
        <Route path="/data" component={DataPage} />
        <Route>
          <EmptyState title="There is no such page" action={{ label: "Go to Home", href: "/" }}>
            The address may be misspelt, or belong to a part of PetroVerse that this platform does not have.
          </EmptyState>
        </Route>
      </Switch>
    </Frame>
  );
}
