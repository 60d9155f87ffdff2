import { useState } from "react";
import { words } from "../words/ui";
import { Button } from "./Button";
import { classes } from "./classes";
import { Check, Copy } from "./icons";
import { Labelled } from "./Labelled";
import { BOX } from "./popup";

/** Something to take elsewhere: shown whole, marked by a click, copied by a button that says so. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const [isCopied, setIsCopied] = useState(false);
  return (
    <div>
      <Labelled label={label}>
        {(ids) => (
          <div className="flex gap-2">
            <input
              {...ids}
              readOnly
              value={value}
              onFocus={(event) => event.target.select()}
              className={classes(BOX, "bg-sunken font-mono text-sm")}
            />
            <Button
              icon={isCopied ? Check : Copy}
              className="min-h-11"
              onClick={() =>
                void navigator.clipboard.writeText(value).then(
                  () => setIsCopied(true),
                  () => document.getElementById(ids.id)?.focus(),
                )
              }
            >
              {words.copy}
            </Button>
          </div>
        )}
      </Labelled>
      <p role="status" className="mt-1 min-h-5 text-sm text-good">
        {isCopied && words.copied}
      </p>
    </div>
  );
}
