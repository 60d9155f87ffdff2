import type { Right } from "./contract";
import { useSession } from "./queries";

/** Whether whoever is signed in holds a right here; what it takes is shown to those alone. */
export function useMay(right: Right): boolean {
  return useSession().data?.rights.includes(right) ?? false;
}
