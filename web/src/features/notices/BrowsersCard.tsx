import { useCountry } from "../../client/country";
import { ownReceiver, pushState } from "../../client/push";
import { useBrowsers, useTellThisBrowser } from "../../client/receivers";
import { Fault } from "../../client/requests";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { ErrorState, Skeleton } from "../../ui/states";
import { toast } from "../../ui/Toasts";
import { receivers } from "../../words/receivers";
import { browserName } from "../account/browserName";
import { useSiteNames } from "../alarms/useSiteNames";
import { ReceiverRow } from "./ReceiverRow";
import { newWants, wantsOf } from "./wants";

const words = receivers.own;

/** The reader's own browsers, told while no page is open; this one is added by a press, which asks the person. */
export function BrowsersCard() {
  const browsers = useBrowsers();
  const tell = useTellThisBrowser();
  const nameOf = useSiteNames();
  const zone = useCountry().data?.time_zone ?? "UTC";
  const own = ownReceiver();
  const isTold = browsers.data?.some(({ id }) => id === own);
  const add = () =>
    tell.mutate(
      { name: browserName(navigator.userAgent), wants: wantsOf(newWants(zone)) },
      { onSuccess: () => toast(words.added) },
    );
  return (
    <Card
      title={words.title}
      hint={words.hint}
      actions={
        <Button
          why={isTold ? words.isTold : tell.isPending ? words.telling : words.states[pushState()]}
          onClick={add}
        >
          {tell.isPending ? words.telling : words.tell}
        </Button>
      }
    >
      {tell.error && (
        <div className="mb-4">
          <ErrorState fault={faultOf(tell.error)} />
        </div>
      )}
      {browsers.isPending && <Skeleton className="h-20" />}
      {browsers.error && <ErrorState fault={browsers.error} onRetry={() => void browsers.refetch()} />}
      {browsers.data?.length === 0 && <p className="text-sm text-soft">{words.none}</p>}
      {browsers.data && browsers.data.length > 0 && (
        <ul className="-my-4 divide-y divide-line">
          {browsers.data.map((each) => (
            <ReceiverRow key={each.id} receiver={each} nameOf={nameOf} isThisBrowser={each.id === own} />
          ))}
        </ul>
      )}
    </Card>
  );
}

/** What the platform refused says itself why; what the person or the browser refused is said here. */
function faultOf(fault: Error): Fault {
  if (fault instanceof Fault) return fault;
  const isRefused = fault.message === "denied";
  return new Fault(0, isRefused ? words.refused : words.failed(fault.message));
}
