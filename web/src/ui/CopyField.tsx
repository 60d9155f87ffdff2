import { useId, useState } from "react";
import { Button } from "./Button";
import { Check, Copy } from "./icons";

/** Something to take elsewhere: shown whole, marked by a click, copied by a button that says so. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const id = useId();
  const [isCopied, setIsCopied] = useState(false);
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {label}
      </label>
      <div className="flex gap-2">
        <input
          id={id}
          readOnly
          value={value}
          onFocus={(event) => event.target.select()}
          className="min-h-9 w-full min-w-0 rounded-lg border border-line-strong bg-sunken px-3 font-mono text-sm pointer-coarse:min-h-11"
        />
        <Button
          icon={isCopied ? Check : Copy}
          onClick={() =>
            void navigator.clipboard.writeText(value).then(
              () => setIsCopied(true),
              () => document.getElementById(id)?.focus(),
            )
          }
        >
          Copy
        </Button>
      </div>
      <p role="status" className="mt-1 min-h-5 text-sm text-good">
        {isCopied && "Copied"}
      </p>
    </div>
  );
}
