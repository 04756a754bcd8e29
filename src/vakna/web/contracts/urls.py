"""The addresses of the pages of contracts."""

from django.urls import path

from . import call_offs, leaving, one, options, terms, using

_OF = "initiatives/<slug:key>"
_CONTRACT = f"{_OF}/contracts/<slug:contract>"

urlpatterns = [
    path(f"{_CONTRACT}/", one.one_contract, name="one_contract"),
    path(f"{_CONTRACT}/approve/", one.approve_milestone, name="approve_milestone"),
    path(f"{_CONTRACT}/terms/", terms.contract_terms, name="contract_terms"),
    path(f"{_CONTRACT}/new-milestone/", terms.new_milestone, name="new_milestone"),
    path(f"{_CONTRACT}/new-option/", terms.new_option, name="new_option"),
    path(f"{_OF}/options/", options.options, name="options"),
    path(f"{_CONTRACT}/options/<slug:option>/use/", using.use_option, name="use_option"),
    path(f"{_CONTRACT}/options/<slug:option>/<slug:option_use>/", using.option_use, name="option_use"),
    path(f"{_CONTRACT}/leave/", leaving.leave, name="leave_contract"),
    path(f"{_CONTRACT}/tell-leaving/", leaving.tell, name="tell_leaving"),
    path(f"{_CONTRACT}/owner/", leaving.owner, name="note_owner"),
    path(f"{_OF}/procurements/<slug:procurement>/call-offs/", call_offs.call_offs, name="call_offs"),
]
