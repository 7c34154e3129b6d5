import { Waypoints } from "lucide-react";
import { LinkButton } from "#components/ui/button.tsx";

/** On a record's page: the way to its thread. */
export function ThreadLink({ recordId }: { recordId: string }) {
  return (
    <LinkButton href={`/thread/${recordId}`} icon={<Waypoints size={16} aria-hidden="true" />}>
      Open its thread
    </LinkButton>
  );
}
