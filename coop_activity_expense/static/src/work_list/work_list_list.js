import {ListController} from "@web/views/list/list_controller";
import {listView} from "@web/views/list/list_view";
import {registry} from "@web/core/registry";

/** A list of what waits; a work list offers to go through it from the first one. */
export class WorkListListController extends ListController {
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

registry.category("views").add("coop_work_list", {
    ...listView,
    Controller: WorkListListController,
    buttonTemplate: "coop_activity_expense.WorkListListButtons",
});
