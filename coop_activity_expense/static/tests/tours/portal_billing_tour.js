import {registry} from "@web/core/registry";

/** Fail when something makes the page wider than the window. */
function fits() {
    const {scrollWidth, clientWidth} = document.documentElement;
    if (scrollWidth > clientWidth) {
        throw new Error(`${scrollWidth} px, not ${clientWidth}`);
    }
}

/** Steps that count what a finger does: `taps` on anything but a field to type in. */
class Effort {
    taps = 0;

    tap(content, trigger, more = {}) {
        this.taps += 1;
        return {content, trigger, run: "click", ...more};
    }

    choose(content, trigger, label) {
        this.taps += 1;
        return {content, trigger, run: `selectByLabel ${label}`};
    }

    within(content, trigger, taps) {
        return {
            content: `${content}: ${this.taps} taps`,
            trigger,
            run: () => {
                if (this.taps > taps) {
                    throw new Error(`${this.taps} taps`);
                }
                fits();
            },
        };
    }
}

const type = (content, trigger, text) => ({content, trigger, run: `edit ${text}`});
const look = (content, trigger) => ({content, trigger, run: fits});
const leaves = {expectUnloadPage: true};

registry.category("web_tour.tours").add("coop_activity_expense_invoice_new_customer", {
    url: "/my/coop",
    steps: () => {
        const finger = new Effort();
        return [
            finger.tap(
                "From the home to the form",
                "[data-coop-item=invoice_new]",
                leaves,
            ),
            finger.tap("A customer who is not there", "a[name=new_customer]", leaves),
            type("Name", "[name=name]", "Café Zoé"),
            type("Street", "[name=street]", "3 rue Haute"),
            type("Postcode", "[name=zip]", "59000"),
            type("Town", "[name=city]", "Lille"),
            type("A VAT number that is none", "[name=vat]", "FR00000000000"),
            finger.tap("Save", ".o_coop_customer_form [type=submit]", leaves),
            look(
                "A sentence beside the field, and nothing is lost",
                "body:has(#coop_vat_error:contains('is not a VAT number')) [name=zip]:value(59000)",
            ),
            type("The right one", "[name=vat]", "FR23334175221"),
            finger.tap("Save", ".o_coop_customer_form [type=submit]", leaves),
            look(
                "Back on the invoice, the customer is chosen",
                ".o_coop_billing_form .o_coop_gift_chip:contains('Café Zoé') input:checked:not(:visible)",
            ),
            type("What", "[name=line_name]", "Menu, 8 pages"),
            type("Price", "[name=line_price]", "1 234,56"),
            look(
                "The total is told at once",
                ".o_coop_billing_all:contains('1,481.47')",
            ),
            finger.tap("Submit", ".o_coop_billing_form [value=submit]", leaves),
            finger.within(
                "Submitted, the mistake included",
                ".o_coop_thanks:contains('Submitted')",
                5,
            ),
        ];
    },
});

registry.category("web_tour.tours").add("coop_activity_expense_invoice_known", {
    url: "/my/coop",
    steps: () => {
        const finger = new Effort();
        return [
            finger.tap("The form", "[data-coop-item=invoice_new]", leaves),
            finger.tap("The customer", ".o_coop_gift_chip:contains('Bakery Martin')"),
            type("What", "[name=line_name]", "Oak shelf"),
            type("How many", "[name=line_quantity]", "3"),
            type("Price", "[name=line_price]", "33,33"),
            finger.tap("One more line", ".o_coop_billing_add [value=line]"),
            type(
                "What",
                ".o_coop_billing_line:nth-child(2) [name=line_name]",
                "Delivery",
            ),
            type("Price", ".o_coop_billing_line:nth-child(2) [name=line_price]", "10"),
            look(
                "The VAT is that of the line before",
                ".o_coop_billing_all:contains('131.99')",
            ),
            finger.tap("Submit", ".o_coop_billing_form [value=submit]", leaves),
            finger.within("Submitted", ".o_coop_thanks:contains('Submitted')", 6),
        ];
    },
});

registry.category("web_tour.tours").add("coop_activity_expense_quote_answer", {
    steps: () => [
        look("The quote fits the phone", "h1:contains('Quote')"),
        {
            content: "Accept without a name",
            trigger: "button[value=accept]",
            run: "click",
            ...leaves,
        },
        look("The name is asked for", "[role=alert]:contains('Tell your name')"),
        type("My name", "input[name=name]", "Léa Martin"),
        {
            content: "Accept",
            trigger: "button[value=accept]",
            run: "click",
            ...leaves,
        },
        look("Thanks", ".o_coop_thanks:contains('Thank you')"),
    ],
});
