import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");

/** The claim that is at a place of the list comes up. */
const atPlace = (place, total) => ({
    content: `Claim ${place} of ${total} is there`,
    trigger: `.o_form_view .o_pager_value:contains(/^${place}$/)`,
});
const press = (key) => ({
    content: `Press ${key}`,
    trigger: "body:not(:has(.modal))",
    run: `press ${key}`,
});
const noDialog = {trigger: "body:not(:has(.modal))"};

/** Refuse the claim that is shown, by the keyboard but for the last button. */
const refuse = (reason) => [
    press("r"),
    {
        trigger: ".modal .o_field_widget[name=reason] input",
        run: `edit ${reason}`,
    },
    {trigger: ".modal footer button[name=action_refuse]", run: "click"},
    noDialog,
];

tours.add("coop_expense_adviser", {
    steps: () => [
        {trigger: ".o_coop_work_through"},
        {trigger: ".o_list_view .o_data_row:eq(2)"},
        press("alt+o"),
        atPlace(1, 3),
        {
            content: "The receipt is beside the claim",
            trigger: ".o_coop_paper_photo img",
        },
        {
            content: "Keys are told, of what an adviser may do",
            trigger: ".o_coop_keys:contains(Approve):not(:contains(VAT))",
        },
        press("p"),
        atPlace(1, 3),
        press("a"),
        atPlace(2, 3),
        ...refuse("Which client?"),
        atPlace(3, 3),
        press("k"),
        atPlace(2, 3),
        {trigger: ".alert-danger:contains(Which client?)"},
        press("j"),
        atPlace(3, 3),
        press("a"),
        {content: "Nothing is left", trigger: ".o_list_view .o_view_nocontent"},
        {trigger: ".o_notification:contains(That was the last one)"},
    ],
});

tours.add("coop_expense_accountant", {
    steps: () => [
        {
            content: "Claims are grouped by activity, and open",
            trigger: ".o_list_view .o_group_header + .o_data_row",
        },
        {trigger: ".o_coop_work_through", run: "click"},
        atPlace(1, 7),
        {trigger: ".o_coop_keys:contains(Post):contains(Decide the VAT)"},
        {content: "One that cannot be posted says why", ...press("p")},
        {
            trigger: ".modal:contains(choose the supplier) footer button:first",
            run: "click",
        },
        noDialog,
        atPlace(1, 7),
        press("j"),
        atPlace(2, 7),
        {trigger: ".o_coop_receipts_tabs .nav-link.active kbd:contains(1)"},
        press("2"),
        {trigger: ".o_coop_receipts_tabs .nav-link.active kbd:contains(2)"},
        press("p"),
        atPlace(3, 7),
        {
            content: "The next claim starts with its first receipt",
            trigger: ".o_coop_receipts_tabs .nav-link.active kbd:contains(1)",
        },
        press("v"),
        {
            trigger: ".modal .o_field_widget[name=tax_id] input",
            run: "clear",
        },
        {
            trigger: ".modal .o_field_widget[name=reason] input",
            run: "edit No VAT number",
        },
        {trigger: ".modal footer button[name=action_decide]", run: "click"},
        noDialog,
        {content: "A decision leaves the claim there", ...atPlace(3, 7)},
        {
            trigger:
                ".o_field_widget[name=line_ids] .o_data_row:first [name=deductible_amount]:contains(0.00)",
        },
        press("p"),
        atPlace(4, 7),
        ...refuse("Twice the same"),
        atPlace(5, 7),
        {
            content: "A letter in a field is a letter",
            trigger: ".o_field_widget[name=description] input",
            run: "edit pap",
        },
        {trigger: ".o_form_button_save", run: "click"},
        {trigger: ".o_form_saved"},
        atPlace(5, 7),
        {content: "Back to the list", trigger: ".o_back_button", run: "click"},
        {
            content: "What was done is not there any more",
            trigger: ".o_list_view .o_data_row:eq(3)",
        },
        {trigger: "body:not(:has(.o_data_row:eq(4)))"},
        {trigger: ".o_list_record_selector input:first", run: "click"},
        {
            content: "Post the others at once",
            trigger: ".o_list_view button[name=action_post]",
            run: "click",
        },
        {trigger: ".o_notification:contains(3 posted, 1 not)"},
        {
            content: "What was not posted says why",
            trigger: ".o_data_row .o_data_cell:contains(choose the supplier)",
        },
    ],
});
