import { TestForm } from "#components/resilience-tests/test-form.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { listAbleChoices } from "#lib/access/queries/able.ts";
import { materialKinds, materialKindWords } from "#lib/records/material-kinds.ts";
import { listServicesInScope } from "#lib/records/queries.ts";
import { evaluating, facilitating, may } from "#lib/resilience-tests/policy.ts";
import { findTest } from "#lib/resilience-tests/queries/record.ts";
import { listSystemsInUse } from "#lib/systems/queries.ts";
import { titled } from "../../../records/titled.ts";
import { changeTestAction } from "../../actions.ts";

export const generateMetadata = titled("Change a test", "change");

export default async function EditTestPage({ params }: PageProps<"/resilience-tests/[id]/edit">) {
  const actor = await enter("resilience-tests");
  const id = foundId((await params).id);
  const page = await read(actor, async (tx) => {
    const test = await findTest(tx, actor, id);
    return {
      test,
      services: await listServicesInScope(tx, actor),
      facilitators: await listAbleChoices(tx, actor, undefined, facilitating, test?.facilitatorId),
      evaluators: await listAbleChoices(tx, actor, undefined, evaluating, test?.evaluatorId),
      systems: await listSystemsInUse(tx, actor),
    };
  });
  const test = found(page.test && may(actor, "change", page.test) ? page.test : undefined);
  return (
    <Page
      title={`Change ${test.title}`}
      crumbs={[
        { label: "Tests", href: "/resilience-tests" },
        { label: test.reference, href: `/resilience-tests/${id}` },
      ]}
    >
      <TestForm
        action={changeTestAction}
        submit="Save the test"
        begun={test}
        hidden={{ id, version: test.version }}
        services={page.services}
        facilitators={page.facilitators}
        evaluators={page.evaluators}
        systems={page.systems}
        materials={materialKinds.map((value) => ({ value, label: materialKindWords[value].label }))}
        mayBeWide={actor.services === "all"}
      />
    </Page>
  );
}
