"use server";

import { formAction } from "#lib/forms/action.ts";
import { addBody, changeBody, changeCommission, commission } from "#lib/organisation/commands/commissioners.ts";
import { addProvider, changeProvider } from "#lib/organisation/commands/providers.ts";
import { addService, changeService, closeService, reopenService } from "#lib/organisation/commands/services.ts";
import { addSite, changeSite, closeSite, reopenSite } from "#lib/organisation/commands/sites.ts";
import {
  AddBody,
  AddProvider,
  AddService,
  AddSite,
  ChangeBody,
  ChangeCommission,
  ChangeProvider,
  ChangeService,
  ChangeSite,
  CloseService,
  CloseSite,
  Commission,
  Reopen,
} from "#lib/organisation/inputs.ts";

const toService = ({ id }: { id: string }) => ({ to: `/organisation/services/${id}` });
const toSites = ({ serviceId }: { serviceId: string }) => ({ to: `/organisation/services/${serviceId}#sites` });
const toBody = (id: string) => ({ to: `/organisation/commissioners/${id}` });

export const addServiceAction = formAction("organisation", AddService, async (actor, input) =>
  toService(await addService(actor, input)),
);
export const changeServiceAction = formAction("organisation", ChangeService, async (actor, input) =>
  toService(await changeService(actor, input)),
);
export const closeServiceAction = formAction("organisation", CloseService, async (actor, input) =>
  toService(await closeService(actor, input)),
);
export const reopenServiceAction = formAction("organisation", Reopen, async (actor, input) =>
  toService(await reopenService(actor, input)),
);

export const addSiteAction = formAction("organisation", AddSite, async (actor, input) =>
  toSites(await addSite(actor, input)),
);
export const changeSiteAction = formAction("organisation", ChangeSite, async (actor, input) =>
  toSites(await changeSite(actor, input)),
);
export const closeSiteAction = formAction("organisation", CloseSite, async (actor, input) =>
  toSites(await closeSite(actor, input)),
);
export const reopenSiteAction = formAction("organisation", Reopen, async (actor, input) =>
  toSites(await reopenSite(actor, input)),
);

export const addProviderAction = formAction("organisation", AddProvider, async (actor, input) => {
  await addProvider(actor, input);
  return { to: "/organisation/providers" };
});
export const changeProviderAction = formAction("organisation", ChangeProvider, async (actor, input) => {
  await changeProvider(actor, input);
  return { to: "/organisation/providers" };
});

export const addBodyAction = formAction("organisation", AddBody, async (actor, input) =>
  toBody((await addBody(actor, input)).id),
);
export const changeBodyAction = formAction("organisation", ChangeBody, async (actor, input) =>
  toBody((await changeBody(actor, input)).id),
);
export const commissionAction = formAction("organisation", Commission, async (actor, input) =>
  toBody((await commission(actor, input)).bodyId),
);
export const changeCommissionAction = formAction("organisation", ChangeCommission, async (actor, input) =>
  toBody((await changeCommission(actor, input)).bodyId),
);
