import { Component, type ReactNode } from "react";
import { Fault } from "../client/requests";
import { Button } from "../ui/Button";
import { ErrorState } from "../ui/states";
import { words } from "../words/shell";

interface BoundaryProps {
  children: ReactNode;
}

/** Keeps the frame standing where a page cannot be drawn, or its code is no longer there after an upgrade. */
export class Boundary extends Component<BoundaryProps, { fault: unknown }> {
  override state = { fault: null as unknown };

  static getDerivedStateFromError(fault: unknown) {
    return { fault };
  }

  override render() {
    const { fault } = this.state;
    if (!fault) return this.props.children;
    const told = fault instanceof Error ? fault.message : String(fault);
    return (
      <div className="flex max-w-2xl flex-col gap-4">
        <ErrorState
          fault={fault instanceof Fault ? fault : new Fault(0, words.broken.what, told, words.broken.fix)}
        />
        <Button look="primary" className="self-start" onClick={() => location.reload()}>
          {words.broken.reload}
        </Button>
      </div>
    );
  }
}
