import {onPatched, onMounted, useEffect, useState} from "@odoo/owl";
import {FormController} from "@web/views/form/form_controller";
import {_t} from "@web/core/l10n/translation";
import {formView} from "@web/views/form/form_view";
import {registry} from "@web/core/registry";
import {useHotkey} from "@web/core/hotkeys/hotkey_hook";
import {useService} from "@web/core/utils/hooks";

/** Keys of the work list, with the button that each one presses. */
const BUTTONS = [
    {key: "a", button: "action_approve", label: _t("Approve")},
    {key: "p", button: "action_post", label: _t("Post")},
    {key: "r", button: "action_ask_refusal", label: _t("Refuse")},
    {key: "v", button: "action_ask_vat", label: _t("Decide the VAT")},
];
/** States of a claim in which somebody has to do something about it. */
const WAITING = ["submitted", "approved"];

/**
 * The form of a claim. In a work list, once a claim is approved, posted or refused, the
 * next one comes up by itself, and single keys do all of it.
 */
export class ExpenseFormController extends FormController {
    static template = "coop_activity_expense.ExpenseFormView";

    setup() {
        super.setup();
        this.notification = useService("notification");
        this.keys = useState({buttons: []});
        this.isWorkList = Boolean(this.props.context.coop_work_list);
        if (!this.isWorkList || this.env.inDialog) {
            return;
        }
        for (const {key, button} of BUTTONS) {
            useHotkey(key, () => this.findButton(button)?.click(), {
                isAvailable: () => Boolean(this.findButton(button)),
            });
        }
        useHotkey("j", () => this.move(1));
        useHotkey("k", () => this.move(-1));
        onMounted(() => this.updateKeys());
        onPatched(() => this.updateKeys());
        let before = {};
        useEffect(
            (id, state) => {
                const isDone =
                    before.id === id &&
                    WAITING.includes(before.state) &&
                    !["draft", before.state].includes(state);
                before = {id, state};
                if (isDone) {
                    this.goOn();
                }
            },
            () => [this.model.root.resId, this.model.root.data.state],
        );
    }

    findButton(name) {
        return this.rootRef.el?.querySelector(
            `.o_form_statusbar button[name='${name}']:not([disabled])`,
        );
    }

    updateKeys() {
        const found = BUTTONS.filter(({button}) =>
            this.rootRef.el.querySelector(`.o_form_statusbar [name='${button}']`),
        );
        if (
            String(found.map((one) => one.key)) !==
            String(this.keys.buttons.map((one) => one.key))
        ) {
            this.keys.buttons = found;
        }
    }

    /** Show the claim that comes ``step`` further in the list; say whether there is one. */
    async move(step) {
        const {resId, resIds} = this.model.root;
        const offset = resIds.indexOf(resId) + step;
        if (offset < 0 || offset >= resIds.length) {
            return false;
        }
        await this.onPagerUpdate({offset, resIds});
        return true;
    }

    async goOn() {
        const isThereMore = await this.move(1);
        if (!isThereMore) {
            this.notification.add(_t("That was the last one of the list."), {
                type: "success",
            });
            this.env.config.historyBack();
        }
    }
}

registry.category("views").add("coop_expense_form", {
    ...formView,
    Controller: ExpenseFormController,
});
