"""The addresses of the pages about public records."""

from django.urls import path

from . import copies, pages, trying

_OF = "initiatives/<slug:key>"
_ONE = f"{_OF}/records/<slug:disclosure>"

urlpatterns = [
    path(f"{_OF}/records/", pages.disclosures, name="disclosures"),
    path(f"{_OF}/stages/<slug:stage>/records/", pages.request_records, name="request_records"),
    path(f"{_ONE}/", trying.disclosure, name="disclosure"),
    path(f"{_ONE}/give-out/", trying.give_out, name="give_out"),
    path(f"{_ONE}/copy.pdf", copies.disclosure_pdf, name="disclosure_pdf"),
    path(f"{_ONE}/copy.docx", copies.disclosure_docx, name="disclosure_docx"),
    path(f"{_ONE}/files/<int:number>/", copies.disclosure_file, name="disclosure_file"),
]
