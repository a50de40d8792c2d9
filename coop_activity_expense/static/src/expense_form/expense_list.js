import {ListController} from "@web/views/list/list_controller";
import {listView} from "@web/views/list/list_view";
import {registry} from "@web/core/registry";
import {useHotkey} from "@web/core/hotkeys/hotkey_hook";

/** The list of claims; in a work list, the letter O opens the first one that waits. */
export class ExpenseListController extends ListController {
    setup() {
        super.setup();
        this.isWorkList = Boolean(this.props.context.coop_work_list);
        if (this.isWorkList) {
            useHotkey("o", () => this.workThrough());
        }
    }

    workThrough() {
        const [first] = this.model.root.records;
        if (first) {
            this.openRecord(first);
        }
    }
}

registry.category("views").add("coop_expense_list", {
    ...listView,
    Controller: ExpenseListController,
    buttonTemplate: "coop_activity_expense.ExpenseListButtons",
});
