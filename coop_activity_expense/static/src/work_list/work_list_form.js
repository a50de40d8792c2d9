import {onMounted, onPatched, useEffect, useState} from "@odoo/owl";
import {FormController} from "@web/views/form/form_controller";
import {_t} from "@web/core/l10n/translation";
import {useHotkey} from "@web/core/hotkeys/hotkey_hook";
import {useService} from "@web/core/utils/hooks";

/**
 * A form of what waits for somebody. In a work list (`coop_work_list` in the context of
 * the action), single keys press the buttons of the header, and once a record has been
 * dealt with, the next one comes up by itself.
 */
export class WorkListFormController extends FormController {
    static template = "coop_activity_expense.WorkListFormView";
    /** Keys, each with the button that it presses and what it is called. */
    static buttons = [];
    /** The field that says where a record stands. */
    static stateField = "state";
    /** States in which somebody has to do something. */
    static waiting = [];
    /** States that leave a record where it is. */
    static staying = [];
    /** What the keys 1 to 9 show; nothing where there is nothing. */
    static papers = "";

    setup() {
        super.setup();
        this.notification = useService("notification");
        this.keys = useState({buttons: []});
        this.isWorkList = Boolean(this.props.context.coop_work_list);
        if (!this.isWorkList || this.env.inDialog) {
            return;
        }
        for (const {key, button} of this.constructor.buttons) {
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
                const {waiting, staying} = this.constructor;
                const isDone =
                    this.actedOn === id &&
                    before.id === id &&
                    waiting.includes(before.state) &&
                    ![...staying, before.state].includes(state);
                before = {id, state};
                if (isDone) {
                    this.actedOn = null;
                    this.goOn();
                }
            },
            () => [
                this.model.root.resId,
                this.model.root.data[this.constructor.stateField],
            ],
        );
    }

    get papers() {
        return this.constructor.papers;
    }

    /** A record that changes by itself was done before: it came from a cache. */
    async beforeExecuteActionButton(clickParams) {
        this.actedOn = this.model.root.resId;
        return super.beforeExecuteActionButton(clickParams);
    }

    findButton(name) {
        return this.rootRef.el?.querySelector(
            `.o_form_statusbar button[name='${name}']:not([disabled])`,
        );
    }

    updateKeys() {
        const found = this.constructor.buttons.filter(({button}) =>
            this.rootRef.el.querySelector(`.o_form_statusbar [name='${button}']`),
        );
        if (
            String(found.map((one) => one.key)) !==
            String(this.keys.buttons.map((one) => one.key))
        ) {
            this.keys.buttons = found;
        }
    }

    /** Show the record that comes ``step`` further in the list; say whether there is one. */
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
