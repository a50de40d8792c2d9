import {Component, onWillUpdateProps, useState} from "@odoo/owl";
import {PaperView} from "../work_list/paper_view";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {useHotkey} from "@web/core/hotkeys/hotkey_hook";

const contentUrl = (model, id, field) => `/web/content/${model}/${id}/${field}`;

/** The receipts of a claim, one at a time; 1 to 9 on the keyboard choose which. */
export class ReceiptsField extends Component {
    static template = "coop_activity_expense.ReceiptsField";
    static components = {PaperView};
    static props = {...standardFieldProps};

    setup() {
        this.state = useState({position: 0});
        onWillUpdateProps((next) => {
            if (next.record.resId !== this.props.record.resId) {
                this.state.position = 0;
            }
        });
        for (let number = 1; number <= 9; number++) {
            useHotkey(String(number), () => this.show(number - 1), {
                isAvailable: () => number <= this.receipts.length,
            });
        }
    }

    /** In the order of the expenses that they belong to. */
    get receipts() {
        const {data} = this.props.record;
        const order = (data.line_ids?.records || []).map((line) => line.resId);
        const place = (receipt) => order.indexOf(receipt.data.line_id?.id);
        const sorted = [...data[this.props.name].records].sort(
            (one, other) => place(one) - place(other) || one.resId - other.resId,
        );
        return sorted.map((receipt) => ({
            id: receipt.resId,
            name: receipt.data.name || "",
            label: receipt.data.line_id?.display_name || "",
            url: contentUrl(receipt.resModel, receipt.resId, "document"),
        }));
    }

    get shown() {
        return this.receipts[this.state.position] || this.receipts[0];
    }

    show(position) {
        this.state.position = position;
    }
}

registry.category("fields").add("coop_receipts", {
    component: ReceiptsField,
    supportedTypes: ["one2many"],
    isEmpty: () => false,
    relatedFields: [
        {name: "name", type: "char"},
        {name: "line_id", type: "many2one", relation: "coop.expense.line"},
    ],
});

/** One paper, kept in a binary field, beside the form. */
export class ReceiptField extends Component {
    static template = "coop_activity_expense.ReceiptField";
    static components = {PaperView};
    static props = {...standardFieldProps, fileNameField: {type: String}};

    get url() {
        const {resModel, resId} = this.props.record;
        return contentUrl(resModel, resId, this.props.name);
    }

    get name() {
        return this.props.record.data[this.props.fileNameField] || "";
    }
}

registry.category("fields").add("coop_receipt", {
    component: ReceiptField,
    supportedTypes: ["binary"],
    extractProps: ({attrs}) => ({fileNameField: attrs.filename}),
});
