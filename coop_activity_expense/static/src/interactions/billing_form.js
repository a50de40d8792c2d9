import {Interaction} from "@web/public/interaction";
import {registry} from "@web/core/registry";
import {rpc} from "@web/core/network/rpc";

const FIELDS = ["kind", "name", "quantity", "unit", "price", "discount", "tax", "key"];

/**
 * The form of an invoice or a quote: lines are added and removed in place, totals are
 * those of the server, to the cent. Without it, buttons send the form and get it back.
 */
export class BillingForm extends Interaction {
    static selector = ".o_coop_billing_form";
    dynamicContent = {
        // Back on a page that the browser kept, it may be sent again.
        _window: {"t-on-pageshow": () => (this.isSent = false)},
        _root: {
            "t-on-input": this.debounced(this.tellTotals, 300),
            "t-on-change": this.tellTotals,
            "t-on-submit": this.onSubmit,
            "t-on-click": this.onClick,
        },
        "[name=customer]": {"t-on-change": this.onCustomerChange},
        "[name=other]": {"t-on-change": this.onOtherChange},
    };

    setup() {
        this.isSent = false;
        this.asked = 0;
        this.linesEl = this.el.querySelector(".o_coop_billing_lines");
        this.listEl = this.el.querySelector(".o_coop_billing_total dl");
    }

    start() {
        this.tellTotals();
    }

    onSubmit(ev) {
        if (this.isSent) {
            ev.preventDefault();
        }
        this.isSent = true;
    }

    // -- lines -----------------------------------------------------------------------

    onClick(ev) {
        const addEl = ev.target.closest(".o_coop_billing_add button");
        const removeEl = ev.target.closest(".o_coop_line_remove");
        if (addEl) {
            ev.preventDefault();
            this.add(addEl.value);
        } else if (removeEl) {
            removeEl.closest(".o_coop_billing_line").remove();
            this.tellTotals();
        }
    }

    add(kind) {
        const templateEl = this.el.querySelector(`template[data-kind=${kind}]`);
        const lineEl = templateEl.content.firstElementChild.cloneNode(true);
        const lastEl = [
            ...this.linesEl.querySelectorAll("select[name=line_tax]"),
        ].pop();
        if (kind === "line" && lastEl) {
            const unitEl = lastEl
                .closest(".o_coop_billing_line")
                .querySelector("[name=line_unit]");
            lineEl.querySelector("[name=line_tax]").value = lastEl.value;
            lineEl.querySelector("[name=line_unit]").value = unitEl.value;
        }
        this.linesEl.append(lineEl);
        lineEl.querySelector("textarea").focus();
    }

    // -- customers -------------------------------------------------------------------

    onCustomerChange() {
        const otherEl = this.el.querySelector("[name=other]");
        if (otherEl) {
            otherEl.value = "";
        }
    }

    onOtherChange() {
        for (const inputEl of this.el.querySelectorAll("[name=customer]")) {
            inputEl.checked = false;
        }
    }

    // -- totals ----------------------------------------------------------------------

    rows() {
        return [...this.linesEl.children].map((lineEl) =>
            Object.fromEntries(
                FIELDS.map((name) => [
                    name,
                    lineEl.querySelector(`[name=line_${name}]`).value,
                ]),
            ),
        );
    }

    customer() {
        const chosenEl = this.el.querySelector("[name=customer]:checked");
        const otherEl = this.el.querySelector("[name=other]");
        return Number(chosenEl?.value || otherEl?.value || 0);
    }

    async tellTotals() {
        const asked = ++this.asked;
        const {activity, model, document: documentId} = this.el.dataset;
        const params = {
            activity_id: Number(activity),
            rows: this.rows(),
            model,
            document_id: Number(documentId),
            customer_id: this.customer(),
        };
        let totals = {};
        try {
            totals = await this.waitFor(
                rpc("/my/coop/billing/totals", params, {silent: true}),
            );
        } catch {
            // Without connection they are told later.
        }
        // What came late is not what is asked for now.
        if (asked === this.asked) {
            this.show(totals);
        }
    }

    show({untaxed = "–", total = "–", place = "", taxes = [], subtotals = []}) {
        this.el.querySelector(".o_coop_billing_untaxed").textContent = untaxed;
        this.el.querySelector(".o_coop_billing_all").textContent = total;
        this.el.querySelector(".o_coop_billing_place").textContent = place;
        for (const rowEl of this.listEl.querySelectorAll(".o_coop_billing_tax")) {
            rowEl.remove();
        }
        const sumEl = this.listEl.querySelector(".o_coop_billing_sum");
        for (const tax of taxes) {
            sumEl.before(this.taxRow(tax));
        }
        [...this.linesEl.children].forEach((lineEl, position) => {
            lineEl.querySelector(".o_coop_line_subtotal").textContent =
                subtotals[position] || "";
        });
    }

    taxRow({name, amount}) {
        const rowEl = document.createElement("div");
        rowEl.className = "o_coop_billing_tax";
        const nameEl = document.createElement("dt");
        nameEl.textContent = name;
        const amountEl = document.createElement("dd");
        amountEl.textContent = amount;
        rowEl.append(nameEl, amountEl);
        return rowEl;
    }
}

registry
    .category("public.interactions")
    .add("coop_activity_expense.billing_form", BillingForm);
