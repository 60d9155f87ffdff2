/** View state lives in the address, so that a copied link shows the same view. */
import { useCallback } from "react";
import { useSearchParams } from "wouter";

/** The parameters as they stand now: what is changed twice in one turn must not begin where the page was drawn. */
export function addressNow(): URLSearchParams {
  return new URLSearchParams(location.search);
}

/** One parameter as text; empty is left out of the address. */
export function useUrlText(name: string): [string, (value: string) => void] {
  const [params, setParams] = useSearchParams();
  const set = useCallback(
    (next: string) =>
      setParams(
        () => {
          const then = addressNow();
          if (next) then.set(name, next);
          else then.delete(name);
          return then;
        },
        { replace: true },
      ),
    [name, setParams],
  );
  return [params.get(name) ?? "", set];
}

/** One of a few values, the first unless the address says another; the first is left out of the address. */
export function useUrlChoice<Value extends string>(
  name: string,
  values: readonly [Value, ...Value[]],
): [Value, (value: Value) => void] {
  const [text, setText] = useUrlText(name);
  const [first] = values;
  const value = values.find((each) => each === text) ?? first;
  const set = useCallback((next: Value) => setText(next === first ? "" : next), [first, setText]);
  return [value, set];
}

/** A list as one parameter, comma-separated; an empty list stands for everything. */
export function useUrlList(name: string): [string[], (values: readonly string[]) => void] {
  const [text, setText] = useUrlText(name);
  const set = useCallback((values: readonly string[]) => setText(values.join(",")), [setText]);
  return [text.split(",").filter(Boolean), set];
}
