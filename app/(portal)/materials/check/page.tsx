import type { Metadata } from "next";
import { CheckRound } from "#components/materials/check-round.tsx";
import { Card } from "#components/ui/card.tsx";
import { Go } from "#components/ui/go.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, read } from "#lib/access/gate.ts";
import { can } from "#lib/access/roles.ts";
import { CheckQuery } from "#lib/materials/inputs.ts";
import { listToCheck } from "#lib/materials/queries/register.ts";
import { listServicesInScope } from "#lib/records/queries.ts";
import { checkMaterialAction } from "../actions.ts";

export const metadata: Metadata = { title: "Check the copies" };

export default async function CheckPage({ searchParams }: PageProps<"/materials/check">) {
  const actor = await enter("materials");
  found(can(actor, "materials", "check") || undefined);
  const query = CheckQuery.parse(await searchParams);
  const { services, service, copies, now } = await read(actor, async (tx) => {
    const within = await listServicesInScope(tx, actor);
    const chosen = within.find((one) => one.id === query.service) ?? (within.length === 1 ? within[0] : undefined);
    return {
      services: within,
      service: chosen,
      copies: chosen ? await listToCheck(tx, actor, chosen.id) : [],
      now: tx.now,
    };
  });
  return (
    <Page
      title={service ? `Check the copies at ${service.name}` : "Check the copies"}
      crumbs={[{ label: "Materials", href: "/materials" }]}
      says={
        service
          ? "Look at each copy where it is kept. Press what you find. Your role and the time are kept."
          : "Choose the service you are at."
      }
    >
      {service ? (
        <CheckRound action={checkMaterialAction} copies={copies} done={query.done} now={now} />
      ) : (
        <Card title="Which service?" flush>
          <ul className="list">
            {services.map((one) => (
              <li key={one.id}>
                <Go href={`/materials/check?service=${one.id}`}>{one.name}</Go>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </Page>
  );
}
