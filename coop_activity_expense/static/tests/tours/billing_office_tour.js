import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");

/** The invoice that is at a place of the list comes up. */
const atPlace = (place, total) => ({
    content: `Invoice ${place} of ${total} is there`,
    trigger: `.o_form_view .o_pager_value:contains(/^${place}$/)`,
});
const press = (key) => ({
    content: `Press ${key}`,
    trigger: "body:not(:has(.modal))",
    run: `press ${key}`,
});
const noDialog = {trigger: "body:not(:has(.modal))"};

tours.add("coop_billing_accountant", {
    steps: () => [
        {trigger: ".o_coop_work_through"},
        {trigger: ".o_list_view .o_data_row:eq(4)"},
        press("alt+o"),
        atPlace(1, 5),
        {
            content: "The document is beside its form, as it is printed",
            trigger: "iframe.o_coop_paper_pdf[data-src], iframe.o_coop_paper_pdf[src]",
        },
        {trigger: ".o_coop_keys:contains(Accept):contains(Return)"},
        press("a"),
        atPlace(2, 5),
        press("r"),
        {
            trigger: ".modal .o_field_widget[name=comment] input",
            run: "edit Which period?",
        },
        {trigger: ".modal footer button[name=action_return]", run: "click"},
        noDialog,
        atPlace(3, 5),
        press("k"),
        atPlace(2, 5),
        {trigger: ".alert-warning:contains(Which period?)"},
        {content: "Back to the list", trigger: ".o_back_button", run: "click"},
        {
            content: "What was done is not there any more",
            trigger: ".o_list_view:not(:has(.o_data_row:eq(3))) .o_data_row:eq(2)",
        },
        {trigger: ".o_list_record_selector input:first", run: "click"},
        {
            content: "Accept the others at once",
            trigger: ".o_list_view button[name=action_coop_accept]",
            run: "click",
        },
        {trigger: ".o_notification:contains(2 accepted, 1 not)"},
        {
            content: "What was not accepted says why",
            trigger: ".o_data_row .o_data_cell:contains(archived)",
        },
    ],
});
