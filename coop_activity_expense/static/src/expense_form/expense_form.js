import {WorkListFormController} from "../work_list/work_list_form";
import {_t} from "@web/core/l10n/translation";
import {formView} from "@web/views/form/form_view";
import {registry} from "@web/core/registry";

/** The form of a claim: approved, posted or refused. */
export class ExpenseFormController extends WorkListFormController {
    static buttons = [
        {key: "a", button: "action_approve", label: _t("Approve")},
        {key: "p", button: "action_post", label: _t("Post")},
        {key: "r", button: "action_ask_refusal", label: _t("Refuse")},
        {key: "v", button: "action_ask_vat", label: _t("Decide the VAT")},
    ];
    static waiting = ["submitted", "approved"];
    static staying = ["draft"];
    static papers = _t("Receipt");
}

registry.category("views").add("coop_expense_form", {
    ...formView,
    Controller: ExpenseFormController,
});
