import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const noDialog = {trigger: "body:not(:has(.modal))"};

tours.add("coop_accounts_run", {
    steps: () => [
        {trigger: ".o_list_view"},
        {
            content: "A run of the month that follows is proposed",
            trigger: ".o_list_button_add",
            run: "click",
        },
        {
            trigger: ".o_form_view button[name=action_compute]:contains(/^Compute$/)",
            run: "click",
        },
        {
            content: "Each activity says how its contribution comes about",
            trigger:
                ".o_field_widget[name=line_ids] .o_data_row" +
                ":contains(Oak and Lime):contains(invoiced):contains(10 %)",
        },
        {
            content: "Nothing is posted yet",
            trigger:
                ".o_form_view:not(:has(button[name=action_open_entries]))" +
                " .o_arrow_button_current:contains(Draft)",
        },
        {trigger: ".o_form_view button[name=action_post]", run: "click"},
        {
            content: "It asks before it takes anything",
            trigger: ".modal:contains(Take these contributions) footer .btn-primary",
            run: "click",
        },
        noDialog,
        {trigger: ".o_form_view .o_arrow_button_current:contains(Posted in full)"},
        {trigger: "button[name=action_open_entries]"},
    ],
});

tours.add("coop_accounts_statement", {
    steps: () => [
        {
            content: "The activity's figures are in the list",
            trigger: ".o_data_row:contains(Oak and Lime) .o_data_cell[name=name]",
            run: "click",
        },
        {
            content: "Its statement has what was just taken",
            trigger:
                ".o_form_view .o_field_widget[name=contribution]" + ":contains(100.00)",
        },
        {
            content: "Go to the journal items behind a figure",
            trigger:
                ".o_form_view div:has(> .o_field_widget[name=contribution])" +
                " button[name=action_items]",
            run: "click",
        },
        {trigger: ".o_list_view .o_data_row:contains(Contribution)"},
        {trigger: ".o_back_button", run: "click"},
        {trigger: ".o_form_view button[name=action_xlsx]"},
    ],
});
