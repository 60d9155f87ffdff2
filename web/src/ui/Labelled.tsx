import { useId, type ReactNode } from "react";

interface LabelledProps {
  label: string;
  /** What is wanted, under the control; read aloud with it. */
  hint?: ReactNode;
  className?: string | undefined;
  /** The control, given its id and what describes it. */
  children: (ids: { id: string; "aria-describedby": string | undefined }) => ReactNode;
}

/** A name over a control and a hint under it. */
export function Labelled({ label, hint, className, children }: LabelledProps) {
  const id = useId();
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {label}
      </label>
      {children({ id, "aria-describedby": hint ? `${id}-hint` : undefined })}
      {hint && (
        <p id={`${id}-hint`} className="mt-1.5 text-sm text-faint">
          {hint}
        </p>
      )}
    </div>
  );
}
