import {Component} from "@odoo/owl";
import {PaperView} from "../work_list/paper_view";
import {WorkListFormController} from "../work_list/work_list_form";
import {_t} from "@web/core/l10n/translation";
import {formView} from "@web/views/form/form_view";
import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";

/** The form of an activity's invoice: accepted, or returned to its member. */
export class InvoiceFormController extends WorkListFormController {
    static buttons = [
        {key: "a", button: "action_coop_accept", label: _t("Accept")},
        {key: "r", button: "action_coop_ask_return", label: _t("Return")},
    ];
    static stateField = "coop_review_state";
    static waiting = ["submitted"];
}

registry.category("views").add("coop_invoice_form", {
    ...formView,
    Controller: InvoiceFormController,
});

/** A document as it is printed, beside its form. */
export class ReportPaper extends Component {
    static template = "coop_activity_expense.ReportPaper";
    static components = {PaperView};
    static props = {...standardWidgetProps, report: String, version: String};

    get name() {
        // on its own: what stands inside a template string is not found to translate
        const name = _t("As printed");
        return `${name}.pdf`;
    }

    /** Another address for each version: what was printed before is not shown again. */
    get url() {
        const {resId, data} = this.props.record;
        return `/report/pdf/${this.props.report}/${resId}?version=${data[this.props.version]}`;
    }
}

registry.category("view_widgets").add("coop_report_paper", {
    component: ReportPaper,
    extractProps: ({attrs}) => ({report: attrs.report, version: attrs.version}),
});
