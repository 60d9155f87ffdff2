import { useState } from "react";
import { useUrlChoice, useUrlText } from "../../ui/urlState";
import { STATES, type Sought, type TankState } from "./model";

const EMPTY: Sought = { text: "", kind: "", product: "", region: "", state: "" };

/** What is looked for on the page, and how it is shown: all of it stands in the address. */
export function useSought() {
  const [text, setText] = useUrlText("find");
  const [kind, setKind] = useUrlText("kind");
  const [product, setProduct] = useUrlText("product");
  const [region, setRegion] = useUrlText("region");
  const [said, setState] = useUrlText("state");
  const [view, setView] = useUrlChoice("view", ["list", "map"]);
  const [order, setOrder] = useUrlChoice("order", ["name", "state"]);
  const state = STATES.find((each): each is TankState => each === said) ?? "";
  const sought: Sought = { text, kind, product, region, state };
  const set = { text: setText, kind: setKind, product: setProduct, region: setRegion, state: setState };
  const [clears, setClears] = useState(0);
  const clear = () => {
    (Object.keys(EMPTY) as (keyof Sought)[]).forEach((each) => set[each](""));
    setClears(clears + 1);
  };
  const isLimited = Object.values(sought).some(Boolean);
  return { sought, set, clear, clears, isLimited, view, setView, order, setOrder };
}

export type Search = ReturnType<typeof useSought>;
