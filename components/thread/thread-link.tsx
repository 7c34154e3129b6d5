import { Waypoints } from "lucide-react";
import { LinkButton } from "#components/ui/button.tsx";

/** On a record's page: the way to its thread. */
export function ThreadLink({ recordId, small = false }: { recordId: string; small?: boolean }) {
  return (
    <LinkButton small={small} href={`/thread/${recordId}`} icon={<Waypoints size={16} aria-hidden="true" />}>
      Open the thread
    </LinkButton>
  );
}
