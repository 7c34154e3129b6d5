"use client";

import { useContext } from "react";
import { CheckboxGroup } from "#components/ui/choice-fields.tsx";
import { FormContext } from "#components/ui/form-context.tsx";

/** Asked once the day that was typed is not the planned one: the refusal beside it says both. */
export function OtherDay() {
  const { state } = useContext(FormContext);
  const [typed = ""] = state.values.date ?? [];
  if (!state.errors.otherDay || !typed) return null;
  return (
    <CheckboxGroup
      name="otherDay"
      label="Another day than planned"
      options={[{ value: typed, label: "It began on the day written above, not on the planned day" }]}
    />
  );
}
