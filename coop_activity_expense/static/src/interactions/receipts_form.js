import {chosenFiles, sendReceipt} from "./receipt_sender";
import {Interaction} from "@web/public/interaction";
import {registry} from "@web/core/registry";

/** Receipts that wait: sends them as soon as they are chosen, and shows how far. */
export class ReceiptsForm extends Interaction {
    static selector = ".o_coop_receipts_form";
    dynamicContent = {
        _root: {"t-att-class": () => ({o_coop_expense_ready: true})},
        "input[type=file]": {"t-on-change": this.onFileChange},
        "button[type=submit]": {"t-att-class": () => ({"d-none": true})},
        ".o_coop_expense_offline": {
            "t-att-class": () => ({"d-none": !this.isOffline}),
        },
        progress: {
            "t-att-class": () => ({"d-none": !this.total}),
            "t-att-max": () => this.total || 1,
            "t-att-value": () => this.done,
        },
        ".o_coop_receipts_told": {
            "t-att-class": () => ({"d-none": !this.told.length}),
            "t-out": () => this.told.join(" "),
        },
    };

    setup() {
        this.total = 0;
        this.done = 0;
        this.told = [];
        this.isOffline = false;
    }

    async onFileChange(ev) {
        const chosen = chosenFiles(this.el, ev.target);
        this.total = chosen.length;
        this.done = 0;
        this.told = [];
        this.isOffline = false;
        for (const {file, isTooLarge} of chosen) {
            await this.waitFor(this.send(file, isTooLarge));
            this.done += 1;
            this.updateContent();
        }
        this.total = 0;
        ev.target.value = "";
        if (this.told.length || this.isOffline) {
            this.updateContent();
        } else {
            window.location.assign("/my/coop/expenses/receipts?done=sent");
        }
    }

    async send(file, isTooLarge) {
        if (isTooLarge) {
            this.told.push(`${file.name} · ${this.el.dataset.tooLarge}`);
            return;
        }
        try {
            const shownEl = await sendReceipt(this.el, file);
            for (const toldEl of shownEl.querySelectorAll(".o_coop_told")) {
                this.told.push(toldEl.textContent.trim());
            }
        } catch {
            this.isOffline = true;
        }
    }
}

registry
    .category("public.interactions")
    .add("coop_activity_expense.receipts_form", ReceiptsForm);
