import {ListController} from "@web/views/list/list_controller";
import {listView} from "@web/views/list/list_view";
import {registry} from "@web/core/registry";

/** The list of claims; a work list offers to go through them from the first one. */
export class ExpenseListController extends ListController {
    setup() {
        super.setup();
        this.isWorkList = Boolean(this.props.context.coop_work_list);
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
